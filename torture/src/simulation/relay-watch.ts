import { relayTable, type RowStore } from '@pcrm/event-sourcing';
import type { Owner } from './owner.js';
import { ownerNow } from './world.js';

type Mark = { readonly position: string | null };

/** Sees who moves the mark of a relay: nobody whose lease has gone to another that has begun; and never back. */
export class RelayWatch {
  readonly wrong: string[] = [];
  /** Which holder of a relay's lease a process is: the newest it was given. */
  private readonly holders = new Map<Owner, Map<string, number>>();
  private readonly marks = new Map<string, { readonly holder: number; readonly position: string }>();

  /** A process was given a lease; its token as the leases know it. */
  granted(process: Owner, name: string, token: number): void {
    const own = this.holders.get(process) ?? new Map<string, number>();
    this.holders.set(process, own.set(name, token));
  }

  over(rows: RowStore): RowStore {
    const commit = rows.commit.bind(rows);
    rows.commit = async (made) => {
      await commit(made);
      for (const { table, rows: written } of made.writes)
        if (table.name.endsWith(`.${relayTable.name}`))
          for (const { key, doc } of written) this.see(`relay.${key}`, doc as Mark);
    };
    return rows;
  }

  private see(name: string, { position }: Mark): void {
    const owner = ownerNow();
    const holder = (owner && this.holders.get(owner)?.get(name)) ?? 0;
    const now = { holder, position: position ?? '' };
    const before = this.marks.get(name) ?? { holder: 0, position: '' };
    if (now.holder < before.holder)
      this.wrong.push(
        `${name}: holder ${String(now.holder)} moved the mark after holder ${String(before.holder)} began`,
      );
    if (now.position < before.position)
      this.wrong.push(`${name}: the mark went back from ${before.position} to ${now.position}`);
    this.marks.set(name, now);
  }
}
