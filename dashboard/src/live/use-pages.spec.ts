import { whenMore } from './use-pages.js';

const when = (hasNextPage: boolean, isFetching: boolean, isFetchingNextPage = false) =>
  whenMore({ hasNextPage, isFetching, isFetchingNextPage });

describe('the next page', () => {
  it('is asked for where more may follow', () =>
    expect([when(true, false), when(false, false)]).toEqual(['now', 'never']));
  it('waits while anything of the list is read again, and is not forgotten', () =>
    expect([when(true, true), when(false, true)]).toEqual(['later', 'later']));
  it('is asked for once', () => expect(when(true, true, true)).toBe('never'));
});
