import { createHandler, type Clock } from '@pcrm/event-sourcing';
import { InMemoryEventStore, InMemoryKeyVault, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import type { Closing } from './closing.js';
import type { FeedPiece } from './feed-pieces.js';
import { StretchWriting, type Counts } from './feed-writing.js';
import { assetAccount } from './value/asset-account.js';
import { visitLog } from './value/visit-log.js';

const CLIENTS = 2_300;
const clock: Clock = { now: () => '2026-11-20T02:00:00.000Z' };
const piece: FeedPiece = {
  feedId: '5b0e7a52-6c1f-4b7e-9d0a-2f1f0e9f8a11',
  uploader: 'core',
  format: 'csv',
  encoding: 'utf-8',
  offset: 0,
  bytes: new Uint8Array(),
  last: true,
};

function writing() {
  const ports = { events: new InMemoryEventStore(clock), rows: new InMemoryRowStore(), vault: new InMemoryKeyVault() };
  const sizes: number[] = [];
  const handler = createHandler(assetAccount, ports);
  const { many } = handler;
  const accounts: typeof handler = Object.assign(handler, {
    many: (items: Parameters<typeof many>[0]) => {
      sizes.push(items.length);
      return many(items);
    },
  });
  const closing = { closedThrough: async () => '2026-11-18' } as unknown as Closing;
  const desk = new StretchWriting({ clock, closing, accounts, visits: createHandler(visitLog, ports) });
  return { desk, sizes, events: ports.events };
}

const balances = Array.from({ length: CLIENTS }, (_, at) => ({
  clientId: `client-${String(at)}`,
  records: [{ classIndex: 0, day: 20_775 + (at % 2) * 2, balanceFen: at, source: 'core', rank: 0, sequence: 1 }],
}));

describe('what a stretch of a feed says', () => {
  it('is written a thousand clients at a time, one fact each, all of them counted, corrections named', async () => {
    const { desk, sizes, events } = writing();
    const counts: Counts = { accepted: 0, duplicate: 0, corrected: new Set() };
    await desk.write({ balances, visits: [] }, counts, { piece, n: 0 });
    expect(sizes).toEqual([1_000, 1_000, 300]);
    expect([counts.accepted, counts.duplicate]).toEqual([CLIENTS, 0]);
    expect(await events.readAll(undefined, CLIENTS + 1)).toHaveLength(CLIENTS);
    expect(counts.corrected).toEqual(new Set(balances.filter((_, at) => at % 2 === 0).map(({ clientId }) => clientId)));
    await desk.write({ balances, visits: [] }, counts, { piece, n: 1 });
    expect([counts.accepted, counts.duplicate]).toEqual([CLIENTS, CLIENTS]);
  });
});
