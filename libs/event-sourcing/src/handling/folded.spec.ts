import { describe, expect, it } from '@jest/globals';
import { account } from './account.examples.js';
import { fold, placesOf, unwritten } from './folded.js';

describe('what a folded state remembers of commands', () => {
  const afterFive = (remembers?: number) => {
    const aggregate = { ...account, ...(remembers !== undefined && { remembers }) };
    const folded = unwritten(aggregate, 'a');
    for (const command of ['c-1', 'c-2', 'c-2', 'c-3', 'c-4'])
      fold(aggregate, folded, { type: 'Deposited', data: { amount: 1 } }, command);
    return (command: string) => placesOf(folded, command);
  };

  it('is where each of the newest wrote', () => {
    const places = afterFive();
    expect(places('c-1')).toEqual([{ first: 0, last: 0 }]);
    expect(places('c-2')).toEqual([{ first: 1, last: 2 }]);
    expect(places('c-4')).toEqual([{ first: 4, last: 4 }]);
    expect(places('c-5')).toEqual([]);
  });

  it('is as many as its aggregate wants, the newest', () => {
    const places = afterFive(2);
    expect(['c-1', 'c-2', 'c-3', 'c-4'].map((command) => places(command))).toEqual([
      [],
      [],
      [{ first: 3, last: 3 }],
      [{ first: 4, last: 4 }],
    ]);
  });
});
