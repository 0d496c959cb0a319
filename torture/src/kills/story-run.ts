import { join } from 'node:path';
import { TemporaryFolder } from '../leftovers.js';
import { firstKills, inWords, killOf } from './kill-plan.js';
import { Killer, type Pace } from './killer.js';
import { observe } from './oracle/observe.js';
import { Oracle } from './oracle/oracle.js';
import { differing, digest, page } from './oracle/reading.js';
import { Branch } from './process/branch.js';
import { analyst } from './story/people.js';
import {
  beginning,
  FIRST_INSTANT,
  tellBeginning,
  tellDay,
  undisturbed,
  type Phase,
  type Telling,
} from './story/tell.js';

/** Clients of each of the two outlets. */
const CLIENTS_EACH = 60;

export type Message = { readonly messageId: string; readonly status: string; readonly reasonCode: string | null };
/** How a branch stands after a round. */
export type Stand = { readonly digest: readonly string[]; readonly messages: readonly Message[] };

/** Does something with a branch on a new folder, which is gone afterwards, with its process. */
export async function onNewFolder<T>(work: (branch: Branch) => Promise<T>, instant = FIRST_INSTANT): Promise<T> {
  using parent = new TemporaryFolder('torture');
  const branch = new Branch(join(parent.path, 'data'), instant);
  try {
    return await work(branch);
  } finally {
    if (branch.isStarted) await branch.process.end('SIGKILL');
  }
}

const telling = (branch: Branch, seed: number): Telling => ({
  ...{ branch, seed, oracle: new Oracle(), standing: beginning(CLIENTS_EACH), disturb: undisturbed },
});

async function standOf(branch: Branch): Promise<Stand> {
  const messages = await page<Message>(branch, analyst, 'outbound-messages');
  return { digest: await digest(branch), messages };
}

/** A story that nobody disturbed: how the branch stands after each round, and how long things took. */
export type Undisturbed = { readonly stands: readonly Stand[]; readonly pace: Pace };

/** The same story told to a branch that nobody disturbs. */
export const undisturbedStory = (seed: number, rounds: number): Promise<Undisturbed> =>
  onNewFolder(async (branch) => {
    const lasted = new Map<string, number>();
    const disturb: Telling['disturb'] = async (round, phase, work) => {
      const began = performance.now();
      await work();
      lasted.set(phaseOf(round, phase), performance.now() - began);
    };
    const told = { ...telling(branch, seed), disturb };
    await branch.start();
    await tellBeginning(told);
    const stands: Stand[] = [];
    for (let round = 0; round < rounds; round++) {
      await tellDay(told, round);
      stands.push(await standOf(branch));
    }
    await branch.end('SIGTERM');
    const phaseMs: Pace['phaseMs'] = (round, phase) => lasted.get(phaseOf(round, phase)) ?? 0;
    return { stands, pace: { startMs: branch.startMs, phaseMs } };
  });
const phaseOf = (round: number, phase: Phase): string => `${String(round)} ${phase}`;

export type RoundReport = { readonly round: number; readonly killed: string; readonly complaints: readonly string[] };
/** What the killer counted, and the commands that were acknowledged. */
export type StoryReport = Pick<Killer, 'kills' | 'aims'> & {
  readonly acknowledged: number;
};

/** The story told while the process is killed once and more in each round; each round is held against the undisturbed one. */
export const killedStory = (
  seed: number,
  { stands, pace }: Undisturbed,
  onRound: (report: RoundReport) => void,
): Promise<StoryReport> =>
  onNewFolder(async (branch) => {
    const killer = new Killer(branch, seed, pace);
    const told = { ...telling(branch, seed), disturb: killer.disturb };
    await killer.start(firstKills(seed));
    await tellBeginning(told);
    for (const [round, stand] of stands.entries()) {
      await tellDay(told, round);
      const observed = await observe(branch, told.oracle, told.standing);
      const complaints = told.oracle.complaints(observed, told.standing);
      complaints.push(...differences(stand, await standOf(branch)));
      onRound({ round, killed: inWords(killOf(seed, round)), complaints });
    }
    await branch.end('SIGTERM');
    return { kills: killer.kills, aims: killer.aims, acknowledged: told.oracle.deeds.length };
  });

/** Views that tell how a message fared. */
const OF_MESSAGES = new Set(['notifications.outbox']);

/**
 * What stands differently from the undisturbed branch. A message that was on its way when the process was killed may have failed
 * (the gateway never got it, and nobody sends it again); then the view of messages is compared message by message.
 */
export function differences(expected: Stand, found: Stand): readonly string[] {
  const fates = new Map(expected.messages.map((message) => [message.messageId, message]));
  const others = found.messages.filter(({ messageId, status }) => fates.get(messageId)?.status !== status);
  const wrong = others.filter(({ reasonCode }) => reasonCode !== 'gateway.never-received');
  const excused = others.length > 0 ? OF_MESSAGES : new Set<string>();
  return [
    ...differing(found.digest, expected.digest).filter((line) => !excused.has(line.split(' ')[0] ?? '')),
    ...wrong.map(({ messageId, status }) => `message ${messageId} is ${status}`),
    ...(expected.messages.length === found.messages.length ? [] : ['there are more or fewer messages']),
  ];
}
