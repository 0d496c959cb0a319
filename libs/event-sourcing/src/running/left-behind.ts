import type { Offset } from '../message-log/message-log.js';
import type { GroupTools } from './live-group.js';
import type { Member } from './member.js';

/** A partition in which a member stands behind, and where. */
export type Behind = { readonly topic: string; readonly partition: number; readonly at: Offset | undefined };
type Around = { readonly members: readonly Member[] };

/** Where a member stands behind the slowest of the other live members; where there is none, behind the end of the log. */
export async function* behind(
  member: Member,
  group: Around,
  { topics, log }: Pick<GroupTools, 'topics' | 'log'>,
): AsyncGenerator<Behind> {
  for (const topic of topics) {
    for (const [partition, end] of await log.ends(topic)) {
      const at = await member.readCheckpoint(topic, partition);
      const others = group.members.filter((each) => each !== member);
      const live = await Promise.all(others.map((other) => other.readCheckpoint(topic, partition)));
      if (live.some((each) => each === undefined)) continue;
      const target =
        live.length === 0 ? end : live.reduce((least, each) => ((each ?? '') < (least ?? '') ? each : least));
      if (at === undefined || at < (target ?? '')) yield { topic, partition, at };
    }
  }
}

/**
 * Finds who stands still in a partition while others go on there: whoever has the partition does not know of it. For a moment
 * everybody may be behind, hence two looks.
 */
export class LeftBehind {
  readonly #before = new Map<Member, ReadonlySet<string>>();

  constructor(
    private readonly group: Around,
    private readonly tools: Pick<GroupTools, 'topics' | 'log'>,
  ) {}

  /** Whether it is behind in the same place as at the last look. */
  async is(member: Member): Promise<boolean> {
    const now = new Set<string>();
    for await (const place of behind(member, this.group, this.tools)) now.add(JSON.stringify(place));
    const before = this.#before.get(member);
    this.#before.set(member, now);
    return before !== undefined && !before.isDisjointFrom(now);
  }
  forget(member: Member): void {
    this.#before.delete(member);
  }
}
