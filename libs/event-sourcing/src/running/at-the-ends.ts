import type { Position } from '../fact.js';
import type { MessageLog } from '../message-log/message-log.js';
import type { Member } from './member.js';

/** The end of a partition: the offset of its newest message. */
export type End = { readonly topic: string; readonly partition: number; readonly end: string };

/** Where these topics end now, in a fixed order. Asked once for all who want to know: each asking goes to the brokers. */
export async function endsOf(topics: readonly string[], log: MessageLog): Promise<readonly End[]> {
  const ends = await Promise.all(topics.map(async (topic) => ({ topic, partitions: await log.ends(topic) })));
  return ends.flatMap(({ topic, partitions }) =>
    [...partitions].toSorted(([a], [b]) => a - b).map(([partition, end]) => ({ topic, partition, end })),
  );
}

/** Whether these members have taken in everything up to these ends, whichever process did it. */
export async function areAtTheEnds(members: readonly Member[], ends: readonly End[]): Promise<boolean> {
  for (const member of members) {
    const past = await Promise.all(ends.map((end) => isPast(member, end)));
    if (past.includes(false)) return false;
  }
  return true;
}

/** A position of a source service, and what is known of how far that has been said. */
export type Awaited = {
  readonly source: string;
  readonly position: Position;
  /** Whether all facts up to the position have been said; undefined of another service, of which nobody here can tell. */
  readonly said: boolean | undefined;
};

/**
 * Whether a member has taken in everything its source said up to a position: in each partition it stands beyond the position, or
 * nothing is left. A view that hears nothing from that source never changes by it.
 *
 * What is said together comes into the partitions in any order, so that one may be beyond the position before another one has its
 * message of it: a service's own facts are waited for until they are known to be said. Another service's facts are taken for said when
 * one partition has come so far, which is a moment too early once in a while.
 */
export async function hasReached(
  member: Member,
  topics: readonly string[],
  log: MessageLog,
  { source, position, said }: Awaited,
): Promise<boolean> {
  const own = topics.filter((topic) => topic.startsWith(`${source}.`));
  if (own.length === 0) return true;
  if (said === false) return false;
  const ends = await endsOf(own, log);
  const last = ({ topic, partition }: End): Position => lastOf(member, topic, partition, source);
  for (const each of ends)
    // At the position itself more may follow: one fact may be told in several messages.
    if (last(each) <= position && !(await isPast(member, each))) return false;
  return said ?? ends.some((each) => last(each) >= position);
}

const lastOf = (member: Member, topic: string, partition: number, source: string): Position =>
  member.positions.get(`${topic}/${String(partition)}`)?.get(source) ?? '';

/** Asks the rows when this process has not come so far itself: another one may have the partition. */
async function isPast(member: Member, { topic, partition, end }: End): Promise<boolean> {
  const own = member.checkpoint(topic, partition);
  if (own !== undefined && own >= end) return true;
  const saved = await member.readCheckpoint(topic, partition);
  return saved !== undefined && saved >= end;
}
