import fc from 'fast-check';
import type { AnyMessage } from '../message.js';
import { Mortal } from './crashes.examples.js';
import type { Digest } from './digest.js';
import { runService, type Ports } from './run-service.js';
import { assigned, deposited } from './running.examples.js';
import type { RunningService } from './running-service.js';
import { duties, machine, publish, untilDrained } from './service.examples.js';

const clients = ['ada', 'bob', 'cy', 'di'];
const stories = fc
  .array(fc.tuple(fc.constantFrom(...clients), fc.nat(4), fc.boolean()), { minLength: 4, maxLength: 24 })
  .map((acts) =>
    acts.map(([key, n, moves], at) => (moves ? assigned(key, at + 1, `m-${String(n)}`) : deposited(key, at + 1, n))),
  );
const quick = { tick: 1, dropAfter: 0, limit: 3, pause: () => new Promise<void>((resolve) => setImmediate(resolve)) };

/** Lives until it has nothing left to do (true) or dies (false). */
async function live(
  ports: Ports,
  mortal: Mortal,
  during?: (service: RunningService) => Promise<unknown>,
): Promise<boolean> {
  let service: RunningService | undefined;
  try {
    service = await runService(duties, ports, quick);
    await during?.(service);
    while (!(await service.drained())) await new Promise((resolve) => setImmediate(resolve));
    return !mortal.dead;
  } catch (error) {
    if (mortal.dead) return false;
    throw error;
  } finally {
    await service?.[Symbol.asyncDispose]().catch(() => undefined);
    await ports.lease[Symbol.asyncDispose]();
  }
}

async function undisturbed(
  story: readonly AnyMessage[],
): Promise<{ digest: readonly Digest[]; facts: number; calls: number }> {
  const { ports, log, start, events } = machine();
  await publish(log, story);
  const counting = new Mortal(-1, false);
  await live(counting.wrap(ports()), counting);
  await using service = await start();
  await untilDrained(service);
  let facts = 0;
  for (const key of clients) facts += (await events.read(`duty-${key}`)).length;
  return { digest: await service.digest(), facts, calls: counting.calls };
}

describe('kill at any await, and restart', () => {
  it(
    'ends in the same digest and the same facts, whenever it dies and however often',
    () =>
      fc.assert(
        fc.asyncProperty(
          stories,
          fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { minLength: 1, maxLength: 4 }),
          async (story, deaths) => {
            const expected = await undisturbed(story);
            const { ports, log, start, events } = machine();
            await publish(log, story);
            for (const [when, afterEffect] of deaths) {
              const mortal = new Mortal(Math.floor(when * expected.calls) + 1, afterEffect);
              await live(mortal.wrap(ports()), mortal);
            }
            await using service = await start(duties, quick);
            await untilDrained(service);
            expect(await service.digest()).toEqual(expected.digest);
            let facts = 0;
            for (const key of clients) facts += (await events.read(`duty-${key}`)).length;
            expect(facts).toBe(expected.facts);
            expect((await service.figures()).parked).toBe(0);
          },
        ),
        { seed: 2026, numRuns: 150 },
      ),
    60_000,
  );

  it(
    'also while a view is rebuilt',
    () =>
      fc.assert(
        fc.asyncProperty(
          stories,
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.boolean(),
          async (story, when, afterEffect) => {
            const expected = await undisturbed(story);
            const { ports, log, start } = machine();
            await publish(log, story);
            const mortal = new Mortal(Math.floor(when * expected.calls * 1.5) + 1, afterEffect);
            await live(mortal.wrap(ports()), mortal, (service) => service.rebuild('portfolio'));
            await using service = await start(duties, quick);
            await untilDrained(service);
            expect(await service.digest()).toEqual(expected.digest);
          },
        ),
        { seed: 2027, numRuns: 60 },
      ),
    60_000,
  );
});

describe('interleaving', () => {
  it(
    'of two topics in any way, over several partitions and restarts, ends in the same digest',
    () =>
      fc.assert(
        fc.asyncProperty(stories, fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }), async (story, coins) => {
          const { digest } = await undisturbed(story);
          const { log, start } = machine();
          const [first, second] = ['clients', 'allocation'].map((source) =>
            story.filter((message) => message.source === source),
          ) as [AnyMessage[], AnyMessage[]];
          // Alternating, one ahead of the other by chance; what is left comes at the end.
          const service = await start(duties, quick);
          for (const coin of coins) {
            await publish(log, (coin ? first : second).splice(0, 1));
            if (coin) await new Promise((resolve) => setImmediate(resolve));
          }
          await service[Symbol.asyncDispose]();
          await publish(log, [...second, ...first]);
          await using again = await start(duties, quick);
          await untilDrained(again);
          const views = (all: readonly Digest[]) => all.filter(({ view }) => view !== 'duty-board');
          expect(views(await again.digest())).toEqual(views(digest));
        }),
        { seed: 31, numRuns: 60 },
      ),
    60_000,
  );
});
