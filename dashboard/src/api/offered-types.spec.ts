import type { Answer, Body, NotOffered, Query } from './offered.js';

/** Compiles only when both are one type. */
const same = <A, B>(is: [A] extends [B] ? ([B] extends [A] ? true : false) : false): boolean => is;

describe('a path that the pages ask for', () => {
  it('answers what the description says, be it written whole or with an id put in', () => {
    expect(same<Answer<'GET', 'assignments/proposals'>['items'][number]['reasonCode'], string>(true)).toBe(true);
    expect(same<Answer<'GET', `assignments/${string}`>['maintainers'][number]['overridden'], boolean>(true)).toBe(true);
    expect(same<Answer<'DELETE', 'session'>, void>(true)).toBe(true);
  });
  it('is nothing where nobody offers it, or not for this verb', () => {
    expect(same<Answer<'GET', 'clientz'>, NotOffered<'clientz'>>(true)).toBe(true);
    expect(same<Answer<'PUT', 'contacts'>, NotOffered<'contacts'>>(true)).toBe(true);
  });
  it('takes what the description says', () => {
    expect(same<Body<'POST', `contacts/${string}/withdraw`>, { readonly reason: string }>(true)).toBe(true);
    expect(same<Query<'GET', 'outlets'>, { limit?: number | undefined; after?: string | undefined }>(true)).toBe(true);
  });
});
