import { clientIdOf } from '@pcrm/contracts';
import type { StoredEvent } from '@pcrm/event-sourcing';
import { text, wasTaken, type Check } from './evidence.js';

type Cell = { readonly fen: number; readonly weight: number };
const SOURCES = ['core', 'manual'];
const DAY_MS = 86_400_000;
const weightOf = (rank: number, sequence: number): number => rank * 1e9 + sequence;
const put = (cells: Map<string, Cell>, key: string, cell: Cell): void => {
  if ((cells.get(key)?.weight ?? -1) < cell.weight) cells.set(key, cell);
};

/** Every balance of an acknowledged feed stands in the client's account, unless a later one took its place. */
export const feedIsKept: Check = ({ done, facts }) => {
  const fed = new Map<string, Cell>();
  const feeds = done.filter((each) => each.command.kind === 'feed' && wasTaken(each));
  const rejected = feeds.filter(({ body }) => body['rejected'] !== 0 || body['done'] !== true);
  for (const { command } of feeds)
    for (const line of command.lines ?? []) {
      const [type, source = '', sequence, clientNo = '', , date = '', fen] = line.split(',');
      if (type !== 'balance') continue;
      put(fed, `${clientIdOf(clientNo)} ${date}`, { fen: Number(fen), weight: weightOf(SOURCES.indexOf(source), Number(sequence)) }); // prettier-ignore
    }
  const kept = keptCells(facts);
  const lost = [...fed].filter(([key, { fen }]) => kept.get(key)?.fen !== fen);
  return [
    ...rejected.map(({ body }) => `lines of a feed were not taken: ${JSON.stringify(body)}`),
    ...lost.map(([key, { fen }]) => `${key}: ${String(fen)} was fed, ${String(kept.get(key)?.fen)} is kept`),
  ];
};

type Run = readonly [string, string, number, number, string, number, number, number];
function keptCells(facts: readonly StoredEvent[]): ReadonlyMap<string, Cell> {
  const kept = new Map<string, Cell>();
  for (const { type, data } of facts) {
    if (type !== 'BalancesRecorded') continue;
    for (const [, first, days, fen, , rank, sequence, step] of data['runs'] as unknown as readonly Run[])
      for (let n = 0; n < days; n++) {
        const date = new Date(Date.parse(first) + n * DAY_MS).toISOString().slice(0, 10);
        put(kept, `${text(data['clientId'])} ${date}`, { fen, weight: weightOf(rank, sequence + n * step) });
      }
  }
  return kept;
}
