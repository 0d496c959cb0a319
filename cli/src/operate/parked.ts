import { EXIT, misused, type ExitCode } from '../failure.js';
import { columns } from '../speaking/table.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { serviceOf, SERVICES, type Service } from './services.js';

/** A parked key: messages of it wait, in order, until they are done again or given up. */
export type ParkedKey = {
  readonly consumer: string;
  readonly key: string;
  readonly count: number;
  readonly reason: string;
  readonly since: string;
};
type Page = { readonly keys: readonly ParkedKey[]; readonly next?: string };

/** Everything parked in a service, or for one of its views, page by page. */
export async function* parkedIn(platform: Platform, service: Service, consumer?: string): AsyncGenerator<ParkedKey> {
  let after: string | undefined;
  do {
    const query = new URLSearchParams({ limit: '100' });
    if (consumer !== undefined) query.set('consumer', consumer);
    if (after !== undefined) query.set('after', after);
    const page: Page = await platform.get(`internal/${service}/parked?${query.toString()}`);
    yield* page.keys;
    after = page.next;
  } while (after !== undefined);
}

/** Lists what is parked, of one view or of all. */
export async function listParked(
  platform: Platform,
  consumer: string | undefined,
  { out, tell }: Surroundings,
): Promise<ExitCode> {
  const rows: (readonly string[])[] = [];
  for (const service of consumer === undefined ? SERVICES : [serviceFor(consumer)])
    for await (const { consumer: of, key, count, since, reason } of parkedIn(platform, service, consumer))
      rows.push([of, key, `×${String(count)}`, since, reason]);
  for (const line of columns(rows)) out(line);
  if (rows.length === 0) tell({ zh: '没有搁置的消息', en: 'Nothing is parked' });
  return EXIT.done;
}

/** Does what is parked again: of one key, or of every key of a view. What fails again stays parked. */
export async function replayParked(
  platform: Platform,
  { consumer, key }: { readonly consumer: string; readonly key?: string },
  { tell }: Surroundings,
): Promise<ExitCode> {
  const service = serviceFor(consumer);
  const keys = key === undefined ? await keysOf(platform, service, consumer) : [key];
  let done = 0;
  for (const each of keys) {
    const answer = await platform.order<{ done: number }>('POST', `internal/${service}/parked/replay`, {
      consumer,
      key: each,
    });
    done += answer.done;
  }
  let left = 0;
  for await (const parked of parkedIn(platform, service, consumer)) if (keys.includes(parked.key)) left += parked.count;
  tell({
    zh: `已重放 ${String(done)} 条，仍搁置 ${String(left)} 条`,
    en: `${String(done)} replayed, ${String(left)} still parked`,
  });
  return left === 0 ? EXIT.done : EXIT.failed;
}

export type Drop = {
  readonly consumer: string;
  readonly key: string;
  readonly reason: string;
  readonly count?: number;
};

/** Gives up what is parked for a key. The reason is kept with the name of whoever gave it. */
export async function dropParked(platform: Platform, drop: Drop, { tell }: Surroundings): Promise<ExitCode> {
  const service = serviceFor(drop.consumer);
  const { dropped } = await platform.order<{ dropped: number }>('POST', `internal/${service}/parked/drop`, drop);
  tell({ zh: `已放弃 ${String(dropped)} 条`, en: `${String(dropped)} given up` });
  return EXIT.done;
}

async function keysOf(platform: Platform, service: Service, consumer: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of parkedIn(platform, service, consumer)) keys.push(key);
  return keys;
}

function serviceFor(consumer: string): Service {
  const service = serviceOf(consumer);
  if (service) return service;
  const list = SERVICES.join(', ');
  throw misused(`${consumer} 应以服务名开头（${list}）`, `${consumer} should begin with a service (${list})`);
}
