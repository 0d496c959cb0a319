import { createSealer, fixedClock } from '@pcrm/event-sourcing';
import { InMemoryKeyVault, InMemoryMessageLog, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { LocalBackstage, scopeOf, type CallerIdentity, type Identity } from '@pcrm/platform';
import { hearCoreBanking } from '../core-banking-topic.adapter.js';
import { FEED_JOB, feedsTable, rejectedTable, sealedFor, type FeedPiece } from '../feed-pieces.js';
import { FeedsController } from './feeds.controller.js';

const FEEDS = { topic: '11111111-1111-4111-8111-111111111111', file: '22222222-2222-4222-8222-222222222222' };
const analyst: Identity = { staffId: 'A1', role: 'branchAnalyst' };
const core: Identity = { staffId: 'core', role: 'system' };
const asking = (who: Identity): CallerIdentity => ({
  ...who,
  scope: scopeOf(who),
  metadata: { actor: who.staffId, commandId: 'c', correlationId: 'c', causationId: 'c', occurredAt: '' },
});

/** As whom the topic's lines come. */
async function uploaderOfTheTopic(): Promise<string> {
  const [messages, backstage] = [new InMemoryMessageLog({ partitions: 1 }), new LocalBackstage()];
  const came = Promise.withResolvers<FeedPiece>();
  backstage.register(FEED_JOB, async (piece: FeedPiece) => (came.resolve(piece), { rejected: 1 }));
  await using _ = await hearCoreBanking({ messages, backstage, rejected: () => undefined });
  await messages.inject('corebanking.assets', '{}');
  return (await came.promise).uploader;
}

describe('the text of a rejected line', () => {
  const [rows, vault] = [new InMemoryRowStore(), new InMemoryKeyVault()];
  const sealer = createSealer(vault);
  const controller = new FeedsController(new LocalBackstage(), rows, sealer);
  const textFor = async (who: Identity, feedId: string): Promise<unknown> =>
    (await controller.rejected(feedId, { limit: 9 }, asking(who))).items.map(({ text }) => text);

  beforeAll(async () => {
    await rows.declare(feedsTable);
    await rows.declare(rejectedTable);
    const startedAt = fixedClock('2026-11-20T04:00:00.000Z').now();
    for (const [uploader, feedId] of [
      [await uploaderOfTheTopic(), FEEDS.topic],
      ['core', FEEDS.file],
    ] as const) {
      const doc = { feedId, line: 1, field: 'line', reason: 'line.not-json', text: await sealer.sealWhole(sealedFor(feedId), 'no record') }; // prettier-ignore
      await rows.commit({
        writes: [
          { table: feedsTable, rows: [{ key: feedId, expected: 0, seen: {}, doc: { feedId, uploader, startedAt } }] },
          { table: rejectedTable, rows: [{ key: `${feedId}-1`, expected: 0, seen: {}, doc }] },
        ],
      });
    }
  });

  it('of core banking’s topic is read by the branch analyst, and by no other machine', async () => {
    expect(await textFor(analyst, FEEDS.topic)).toEqual(['no record']);
    expect(await textFor(core, FEEDS.topic)).toEqual([null]);
  });

  it('of a file is read by its uploader only', async () => {
    expect(await textFor(core, FEEDS.file)).toEqual(['no record']);
    expect(await textFor(analyst, FEEDS.file)).toEqual([null]);
  });
});
