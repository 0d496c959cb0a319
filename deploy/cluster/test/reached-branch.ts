import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { shanghaiInstant } from '@pcrm/contracts';
import { administrator } from '../../embedded/test/branch.js';
import { requestsAs, type Requests } from '../../embedded/test/requests.js';
import type { Reached } from '../../embedded/test/words.js';

export const SERVICES = ['clients', 'allocation', 'engagement', 'notifications'] as const;
export const READ = [...SERVICES, 'gateway'];
/** After a part was away for long, everybody tries again within half a minute. */
const REST_MS = 240_000;

export type Access = {
  /** Where the next request goes. */
  readonly urlOf: () => string;
  /** What tokens are signed with. */
  readonly secret: Uint8Array;
  /** The file in which every process reads the time. */
  readonly clockFile: string;
  readonly through?: (ask: () => Promise<Response>) => Promise<Response>;
};

/** A branch in other processes, driven over HTTP through the gateway; the clock stands where it is put. */
export function reachedBranch({ urlOf, secret, clockFile, through }: Access): Omit<Reached, keyof AsyncDisposable> {
  const as = requestsAs(urlOf, secret, through);
  const standAt = (instant: string): void => putClock(clockFile, instant);
  return {
    ...{ as, standAt },
    at: (date, hour) => standAt(shanghaiInstant(date, hour)),
    drained: () => comesToRest(as(administrator)),
  };
}

/** At once: whoever reads meanwhile must not find the file empty, which would mean real time. */
export function putClock(clockFile: string, instant: string): void {
  writeFileSync(`${clockFile}.new`, instant);
  renameSync(`${clockFile}.new`, clockFile);
}

/** Waits until every service stands the same twice in a row: what one did while another was asked may have come back. */
async function comesToRest(requests: Requests): Promise<void> {
  const standingOf = async (name: string): Promise<string | undefined> => {
    const { status, body } = await requests.get<{ standing?: string }>(`internal/${name}/drained`);
    return status === 200 ? body.standing : undefined;
  };
  const ends = Date.now() + REST_MS;
  const before = new Map<string, string | undefined>();
  for (let quiet = 0; quiet < 2 * READ.length;) {
    const name = READ[quiet % READ.length] ?? '';
    const standing = await standingOf(name);
    const same = quiet < READ.length || before.get(name) === standing;
    before.set(name, standing);
    quiet = standing !== undefined && same ? quiet + 1 : 0;
    if (quiet > 0) continue;
    if (Date.now() > ends) throw new Error('the branch does not come to rest');
    await pause(20);
  }
}
