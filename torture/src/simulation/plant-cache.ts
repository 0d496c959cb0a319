import type { Found, Row, RowStore, Table } from '@pcrm/event-sourcing';
import type { Plant } from './plant.js';
import type { World } from './world.js';

/** So long, in milliseconds of the run, an answer is kept at hand. */
const KEPT_MS = 2_000;
/** Tables of views, and no bookkeeping: `<service>.<view>.v<version>`. */
const isView = ({ name }: Table): boolean => /^[a-z]+\.[a-z-]+\.v\d+(\.r\d+)?$/.test(name);

/** What was read is answered again for a while: nobody tells of what was written meanwhile. */
class AtHand {
  private readonly kept = new Map<string, { readonly answer: Promise<unknown>; readonly until: number }>();

  constructor(private readonly world: World) {}

  async answer<Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.kept.get(question);
    if (known && this.world.now < known.until) return (await known.answer) as Answer;
    const answer = ask();
    this.kept.set(question, { answer, until: this.world.now + KEPT_MS });
    answer.catch(() => this.kept.delete(question));
    return await answer;
  }
}

function cached(rows: RowStore, atHand: AtHand): RowStore {
  return {
    ...rows,
    load: <Doc>(table: Table, keys: readonly string[]) => {
      const ask = (): Promise<ReadonlyMap<string, Row<Doc>>> => rows.load<Doc>(table, keys);
      return isView(table) ? atHand.answer(`load ${table.name} ${keys.join()}`, ask) : ask();
    },
    find: <Doc>(table: Table, find: Parameters<RowStore['find']>[1]) => {
      const ask = (): Promise<Found<Doc>> => rows.find<Doc>(table, find);
      return isView(table) ? atHand.answer(`find ${table.name} ${JSON.stringify(find)}`, ask) : ask();
    },
  };
}

/** Readers over HTTP are shown rows as they were. */
export const staleCache: Plant = {
  name: 'stale-cache',
  is: 'HTTP answers from rows that it read a while ago, whatever was written meanwhile',
  ports: (ports, { name, world }) =>
    name === 'front' ? { ...ports, rows: cached(ports.rows, new AtHand(world)) } : ports,
};
