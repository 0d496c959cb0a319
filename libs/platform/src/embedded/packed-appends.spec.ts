import { describe, expect, it } from '@jest/globals';
import { RevisionConflict, Unavailable, type Appended } from '@pcrm/event-sourcing';
import { packAnswers, packAppends, unpackAnswers, unpackAppends } from './packed-appends.js';

const written = (stream: string, ...facts: readonly string[]) => ({
  ...{ stream, expected: facts.length - 1 },
  ...{ ids: facts, bodies: facts.map((fact) => JSON.stringify({ fact })) },
});
const at = (revision: number): Appended => ({ revision, position: String(revision).padStart(16, '0') });
const crossed = <T>(packed: T): T => structuredClone(packed);

describe('appends that cross between threads', () => {
  const requests = [
    { id: 7, appends: [written('a-1', 'x', 'y'), written('a-2')] },
    { id: 8, appends: [] },
    { id: 9, appends: [written('b-1', 'z')] },
  ];
  const packed = packAppends(requests);

  it('arrive as they left, in order', () => {
    expect(unpackAppends(crossed(packed))).toEqual(requests.flatMap(({ appends }) => appends));
    expect(unpackAppends(crossed(packAppends([])))).toEqual([]);
  });

  it('are answered each to whoever asked, failures as what they are', () => {
    const conflict = new RevisionConflict('a-2', -1, 4);
    const answers = [...unpackAnswers(crossed(packAnswers(packed, [at(1), conflict, new Unavailable('no room')])))];
    expect(answers.map(([id, results]) => [id, results.length])).toEqual([
      [7, 2],
      [8, 0],
      [9, 1],
    ]);
    const [[, [first, second]] = [0, []], , [, [third]] = [0, []]] = answers;
    expect(first).toEqual(at(1));
    expect(second).toBeInstanceOf(RevisionConflict);
    expect(second).toMatchObject({ stream: 'a-2', expected: -1, actual: 4, message: conflict.message });
    expect(third).toBeInstanceOf(Unavailable);
  });
});
