import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { type Commit, VersionConflict } from '@pcrm/event-sourcing';
import { Gathering } from './mongo.gathering.js';

const table = { name: 't', indexes: {} };
const commitOf = (...keys: readonly string[]): Commit => ({
  writes: [{ table, rows: keys.map((key) => ({ key, expected: 0, seen: {}, doc: {} })) }],
});
const keysOf = ({ writes }: Commit): string => writes.flatMap(({ rows }) => rows.map(({ key }) => key)).join('');

/** Groups that end when they are told to, in the order in which they began. */
function setting(answer: (commits: readonly Commit[]) => ReadonlyMap<Commit, Error> | undefined = () => new Map()) {
  const [groups, alone]: [string[], string[]] = [[], []];
  const ends: (() => void)[] = [];
  const gathering = new Gathering(
    async (commits) => {
      groups.push(commits.map(keysOf).join(' '));
      await new Promise<void>((resolve) => ends.push(resolve));
      return answer(commits);
    },
    async (commit) => void alone.push(keysOf(commit)),
  );
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await nextTurn();
    await nextTurn();
  };
  return { gathering, groups, alone, end };
}

describe('commits that are made together', () => {
  it('are those of one moment, and those that came while two groups were under way', async () => {
    const { gathering, groups, end } = setting();
    const made = [gathering.commit(commitOf('a')), gathering.commit(commitOf('b'))];
    await nextTurn();
    made.push(gathering.commit(commitOf('c')));
    await nextTurn();
    for (const key of ['d', 'e', 'f']) made.push(gathering.commit(commitOf(key)));
    await nextTurn();
    expect(groups).toEqual(['a b', 'c']);
    await end();
    expect(groups).toEqual(['a b', 'c', 'd e f']);
    await end();
    await end();
    await Promise.all(made);
  });

  it('touch different rows: what has a row of another waits, and nothing overtakes it', async () => {
    const { gathering, groups, end } = setting();
    const made = [commitOf('a', 'b'), commitOf('b', 'c'), commitOf('c'), commitOf('d')].map((one) => gathering.commit(one)); // prettier-ignore
    await nextTurn();
    await nextTurn();
    expect(groups).toEqual(['ab d']);
    made.push(gathering.commit(commitOf('e')));
    await nextTurn();
    expect(groups).toEqual(['ab d', 'e']);
    await end();
    expect(groups.at(-1)).toBe('bc');
    await end();
    await end();
    expect(groups.at(-1)).toBe('c');
    await end();
    await Promise.all(made);
  });

  it('stand or are refused each by itself; all fail when the server does', async () => {
    let answer = (commits: readonly Commit[]): ReadonlyMap<Commit, Error> => new Map([[commits[0] as Commit, new VersionConflict('t', ['a'])]]); // prettier-ignore
    const { gathering, end } = setting((commits) => answer(commits));
    const first = Promise.allSettled([gathering.commit(commitOf('a')), gathering.commit(commitOf('b'))]);
    await nextTurn();
    await end();
    expect((await first).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    answer = () => {
      throw new Error('away');
    };
    const second = Promise.allSettled([gathering.commit(commitOf('a')), gathering.commit(commitOf('b'))]);
    await nextTurn();
    await end();
    expect((await second).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('are made one by one when somebody else has one of their rows: who waits for it holds up no other', async () => {
    const { gathering, alone, end } = setting(() => undefined);
    const made = [gathering.commit(commitOf('a')), gathering.commit(commitOf('b'))];
    await nextTurn();
    await end();
    await Promise.all(made);
    expect(alone).toEqual(['a', 'b']);
  });
});
