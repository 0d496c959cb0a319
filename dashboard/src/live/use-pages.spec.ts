import { moreOf } from './use-pages.js';

/** How often the next page is asked for. */
function asked(hasNextPage: boolean, isFetching: boolean): number {
  let times = 0;
  moreOf({ hasNextPage, isFetching, fetchNextPage: () => (times += 1) });
  return times;
}

describe('the next page', () => {
  it('is asked for where more may follow', () => expect([asked(true, false), asked(false, false)]).toEqual([1, 0]));
  it('waits while anything of the list is read, a reading again too', () => expect(asked(true, true)).toBe(0));
});
