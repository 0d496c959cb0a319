import type { JsonObject } from '../fact.js';
import type { RowStore } from '../row-store/row-store.js';
import { dropParked, type DropNote, type Parker } from './parked-desk.js';
import type { DueRow } from './run-agenda.js';
import { refusalWrites } from './run-reaction.js';
import type { ScheduledAgenda } from './scheduled-page.js';
import type { Scheduler, Taken } from './scheduler.js';

/** Issues parked dues again, or gives them up. Their rows are off the agenda; only the effect is missing. */
export class SchedulerParker implements Parker {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly rows: RowStore,
  ) {}

  get name(): string {
    return this.scheduler.parked.consumer;
  }

  async replay(key: string): Promise<number> {
    const { parked } = this.scheduler;
    let done = 0;
    for (;;) {
      const [row] = await parked.first(key, 1);
      if (!row) return done;
      const refused = new Map<string, JsonObject>();
      const { agenda, due } = row.doc.body as unknown as { readonly agenda: string; readonly due: DueRow };
      const taken: Taken = { agenda: { name: agenda } as ScheduledAgenda, key: due.key, due };
      const failure = (await this.scheduler.perform([taken], refused)).get(taken);
      const released = await parked.release(key, failure ? [] : [row], failure);
      await this.rows.commit({ writes: [...released.writes, ...(await refusalWrites(this.rows, refused))] });
      released.settle();
      if (failure) return done;
      done++;
    }
  }

  drop(key: string, note: DropNote): Promise<number> {
    return dropParked(this.scheduler.parked, this.rows, key, note);
  }
}
