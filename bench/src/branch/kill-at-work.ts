import type { Identity } from '@pcrm/platform';
import type { Answered, Asked } from './asked.js';
import type { RunningBranch } from './running-branch.js';
import { workFor } from './work-for.js';

/** What a kill met: contacts that had been acknowledged before it, and requests that it broke off. */
export type Broken = { readonly contacts: number; readonly requests: number };

/** Contacts that are acknowledged before the kill at least, and the time that may take. */
const ENOUGH = 50;
const AT_MOST_MS = 60_000;
/** What a request meets whose server is gone. */
const GONE: readonly unknown[] = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'];

/**
 * Lets the branch work, and kills it as it has acknowledged a contact and is taking in a feed. Throws when it did not come to that,
 * when nothing was broken off, and what failed for another reason than that the branch was gone.
 */
export async function killAtWork({ ask, end }: Pick<RunningBranch, 'ask' | 'end'>): Promise<Broken> {
  const underWay = new Map<Promise<Answered>, string>();
  const kill: { met?: readonly Promise<Answered>[] } = {};
  let contacts = 0;
  const counting = async (identity: Identity, request: Asked): Promise<Answered> => {
    if (kill.met) throw new Error('it is killed by now');
    const asking = ask(identity, request);
    underWay.set(asking, request.path);
    const answer = await asking.finally(() => underWay.delete(asking));
    if (kill.met || request.path !== 'contacts') return answer;
    contacts++;
    if (contacts >= ENOUGH && [...underWay.values()].includes('feeds')) {
      kill.met = [...underWay.keys()];
      void end('SIGKILL');
    }
    return answer;
  };
  const failed = await workFor({ ask: counting }, AT_MOST_MS).then(() => undefined, asError);
  await end('SIGKILL');
  if (!kill.met) throw failed ?? new Error(`no contact of ${String(contacts)} was acknowledged during a feed`);
  return { contacts, requests: await brokenOff(kill.met) };
}

async function brokenOff(asked: readonly Promise<Answered>[]): Promise<number> {
  const ends = await Promise.allSettled(asked);
  const failures = ends.flatMap((one) => (one.status === 'rejected' ? [asError(one.reason)] : []));
  const other = failures.find((failure) => !('code' in failure && GONE.includes(failure.code)));
  if (other) throw other;
  if (failures.length === 0) throw new Error('nothing was under way any more when the branch was killed');
  return failures.length;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
