import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Deed, FeedDeed } from '../story/deed.js';
import { administrator } from '../story/people.js';
import type { FactSeen } from './fact-checks.js';
import { Oracle, type Observed } from './oracle.js';

const contact = (key: string): Deed => ({
  call: { who: administrator, method: 'POST', path: 'contacts', key },
  marks: { ContactRecorded: 1 },
  about: 'c-1',
});
const feed: FeedDeed = { call: { who: administrator, method: 'POST', path: 'feeds', key: 'f-1' }, lines: 3 };
const fact = (type: string, commandId: string, stream: string, revision = 0): FactSeen => ({
  ...{ id: `${stream}.${String(revision)}`, stream, revision, type, metadata: { commandId }, data: {} },
});
const started = (messageId: string, stream: string, revision: number): FactSeen => ({
  ...fact('DispatchStarted', `dispatch ${stream} ${String(revision)}`, stream, revision),
  data: { messageId },
});

const MAINTAINERS = new Map([
  ['c-1', 'm-1'],
  ['c-2', 'm-2'],
]);
const BALANCES = new Map([['c-1', 500]]);
const gold = (staffId: string, count: number) => ({
  ...{ staffId, counts: { gold: count }, overloaded: false },
  load: { numerator: count, denominator: 200 },
});
const line = (outletId: string, clients: number, met: number) => ({ outletId, clients, rules: { C2: { met } } });

const RIGHT: Observed = {
  facts: [
    fact('ContactRecorded', 'k-1', 'contact-k-1'),
    fact('ContactRecorded', 'k-2', 'contact-k-2'),
    fact('MessageScheduled', 'yes', 'outreach-c-1'),
    started('message-1', 'outreach-c-1', 1),
  ],
  books: new Map([
    ['m-1', ['c-1']],
    ['m-2', ['c-2']],
  ]),
  boards: [{ clients: { gold: 2, potential: 4 }, staff: [gold('m-1', 1), gold('m-2', 1)] }],
  compliance: { outlets: [line('N01', 2, 3)], staff: [line('N01', 1, 1), line('N01', 1, 2)] },
  taken: ['message-1'],
  feeds: new Map([['f-1', { accepted: 2, duplicate: 1, done: true }]]),
  balances: new Map([['c-1', 500]]),
  parked: 0,
};

describe('the oracle', () => {
  let oracle: Oracle;
  beforeEach(() => {
    oracle = new Oracle();
    oracle.acknowledged(contact('k-1'));
    oracle.acknowledged(contact('k-2'));
    oracle.fed(feed);
  });
  const complaints = (seen: Partial<Observed>) =>
    oracle.complaints({ ...RIGHT, ...seen }, { maintainers: MAINTAINERS, balances: BALANCES });

  it('has nothing to say where all is as it must be', () => expect(complaints({})).toEqual([]));

  it('notices an acknowledged command that is lost', () =>
    expect(complaints({ facts: RIGHT.facts.slice(1) })).toEqual([
      'POST contacts (k-1) is lost: 0 ContactRecorded instead of 1',
    ]));

  it('notices a command that was applied twice', () =>
    expect(complaints({ facts: [...RIGHT.facts, fact('ContactRecorded', 'k-1', 'contact-other')] })).toEqual([
      'POST contacts (k-1) was applied twice: 2 ContactRecorded instead of 1',
    ]));

  it('notices a gap in a stream, and a fact that stands twice', () => {
    expect(complaints({ facts: [...RIGHT.facts, fact('X', 'x', 'book-1', 1)] })).toEqual([
      'book-1 goes on with revision 1 where 0 comes',
    ]);
    const twice = { ...fact('X', 'x', 'book-1'), id: 'contact-k-1.0' };
    expect(complaints({ facts: [...RIGHT.facts, twice] })).toEqual(['fact contact-k-1.0 stands twice']);
  });

  it('notices a message that was sent twice, and one that nobody began to send', () => {
    expect(complaints({ facts: [...RIGHT.facts, started('message-1', 'outreach-c-1', 2)] })).toEqual([
      'message message-1 was sent twice',
    ]);
    expect(complaints({ taken: ['message-1', 'message-1'] })).toEqual(['the gateway took message-1 twice']);
    expect(complaints({ taken: ['message-1', 'message-2'] })).toEqual([
      'the gateway took message-2, which was never begun',
    ]);
  });

  it('notices a client with two managers, with none, with another, and one that was given to nobody', () => {
    const books = (m1: readonly string[], m2: readonly string[]) => ({
      books: new Map([
        ['m-1', m1],
        ['m-2', m2],
      ]),
      boards: [],
    });
    expect(complaints(books(['c-1'], ['c-1', 'c-2']))).toEqual(['client c-1 is with m-1 and m-2 instead of m-1']);
    expect(complaints(books([], ['c-2']))).toEqual(['client c-1 is with nobody instead of m-1']);
    expect(complaints(books(['c-2', 'c-1'], []))).toEqual(['client c-2 is with m-1 instead of m-2']);
    expect(complaints(books(['c-1', 'c-3'], ['c-2']))).toEqual(['client c-3 is in a book and was given to nobody']);
  });

  it('notices loads and totals that are not what is below them', () => {
    const boards = (clients: object, ...staff: readonly ReturnType<typeof gold>[]) => ({
      boards: [{ clients: { ...clients }, staff }],
    });
    expect(complaints(boards({ gold: 3 }, gold('m-1', 1), gold('m-2', 1)))).toEqual([
      'the outlet counts 3 gold, its staff 2',
    ]);
    expect(complaints(boards({ gold: 3 }, gold('m-1', 2), gold('m-2', 1)))).toEqual([
      'the board counts 2 of m-1, the book 1',
      'm-1 has load 2/200 for 1',
    ]);
    expect(complaints(boards({ gold: 2 }, { ...gold('m-1', 1), overloaded: true }, gold('m-2', 1)))).toEqual([
      'm-1 is overloaded',
    ]);
    expect(complaints({ compliance: { outlets: [line('N01', 2, 4)], staff: RIGHT.compliance.staff } })).toEqual([
      'outlet N01 says 4 C2 met, its staff 3',
    ]);
  });

  it('notices a feed that is lost, not done or short of lines, a wrong balance and a parked key', () => {
    expect(complaints({ feeds: new Map() })).toEqual(['feed f-1 is lost']);
    expect(complaints({ feeds: new Map([['f-1', { accepted: 3, duplicate: 0, done: false }]]) })).toEqual([
      'feed f-1 is not done',
    ]);
    expect(complaints({ feeds: new Map([['f-1', { accepted: 4, duplicate: 0, done: true }]]) })).toEqual([
      'feed f-1 took 4 lines of 3',
    ]);
    expect(complaints({ balances: new Map([['c-1', 499]]) })).toEqual(['client c-1 has 499 fen instead of 500']);
    expect(complaints({ parked: 2 })).toEqual(['2 keys are parked']);
  });
});
