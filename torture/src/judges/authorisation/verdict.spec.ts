import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { OPENAPI } from '@pcrm/platform/answer-check';
import { endpointsOf, nameOf, type ApiDocument } from '../api-document.js';
import type { Belongings } from '../belongings.js';
import type { FilledRequest } from './filled-request.js';
import { openedTo } from './role-table.js';
import { namedFor } from './target.js';
import { isAsked, Judge } from './verdict.js';

const mine = '11111111-1111-5111-8111-111111111111';
const theirs = '22222222-2222-5222-8222-222222222222';
const branch: Belongings = {
  clients: [
    { clientId: mine, clientNo: 'C100001', outletId: 'qx', staffIds: ['QX-101'], ids: { contactId: [] } },
    { clientId: theirs, clientNo: 'C100002', outletId: 'mz', staffIds: ['MZ-101'], ids: {} },
  ],
  staff: [
    { staffId: 'QX-101', role: 'clientManager', outletId: 'qx' },
    { staffId: 'QX-102', role: 'clientManager', outletId: 'qx' },
    { staffId: 'MZ-101', role: 'clientManager', outletId: 'mz' },
  ],
  outletIds: ['qx', 'mz'],
  templateIds: [],
};
const manager = { staffId: 'QX-101', role: 'clientManager', outletId: 'qx' } as const;
const colleague = { ...manager, staffId: 'QX-102' };
const head = { ...manager, staffId: 'QX-001', role: 'outletHead' } as const;
const judge = new Judge(branch);
const request = (method: string, ...named: readonly [string, string][]): FilledRequest => ({ method, url: '', named });
const LIST = 'GET /api/clients';

describe('the table of the rules', () => {
  it('has a line for every endpoint there is', () => {
    const document = JSON.parse(readFileSync(OPENAPI, 'utf8')) as ApiDocument;
    expect(endpointsOf(document).map(nameOf).filter((endpoint) => openedTo(endpoint) === undefined)).toEqual([]);
  }); // prettier-ignore
});

describe('an answer', () => {
  it('is right when it tells of nobody outside the reach', () =>
    expect(judge.wrongIn(LIST, manager, request('GET'), { status: 200, text: mine })).toEqual([]));
  it.each([
    ['an id of another outlet', manager, `{"clientId":"${theirs}"}`],
    ['a number of another outlet', head, 'C100002'],
    ["a colleague's client", colleague, mine],
    ['staff of another outlet', head, 'MZ-101'],
  ] as const)('is wrong when it tells %s', (_what, who, text) =>
    expect(judge.wrongIn(LIST, who, request('GET'), { status: 200, text })).toHaveLength(1),
  );
  it('is right when it repeats staff elsewhere as unknown, and wrong when it knows them', () => {
    const preview = (move: object) => ({ status: 200, text: JSON.stringify({ moves: [move], loads: [] }) });
    const unknown = {
      clientId: mine,
      staffId: 'MZ-101',
      refused: { code: 'book.staff-unknown', details: { staffId: 'MZ-101' } },
    };
    const wrong = (move: object) =>
      judge.wrongIn('POST /api/assignments/preview', head, request('POST'), preview(move));
    expect(wrong(unknown)).toEqual([]);
    expect(wrong({ ...unknown, refused: { code: 'book.capacity' } })).toEqual(['tells of MZ-101 of another outlet']);
    expect(wrong({ ...unknown, clientId: theirs })).toEqual(['tells of C100002 in mz']);
  });
  it('is wrong when it opens what the rules close, or closes what they open', () => {
    const forbidden = 'GET /api/users';
    expect(judge.wrongIn(forbidden, manager, request('GET'), { status: 403, text: '' })).toEqual([]);
    expect(judge.wrongIn(forbidden, manager, request('GET'), { status: 404, text: '' })).toHaveLength(1);
    expect(judge.wrongIn(LIST, manager, request('GET'), { status: 403, text: '' })).toHaveLength(1);
    expect(judge.wrongIn('GET /api/new', manager, request('GET'), { status: 403, text: '' })).toHaveLength(1);
  });
  it('is wrong when a change outside the reach was taken', () => {
    const log = 'POST /api/contacts';
    const wrong = (status: number) =>
      judge.wrongIn(log, manager, request('POST', ['clientId', theirs]), { status, text: '' });
    expect([wrong(404), wrong(200).length]).toEqual([[], 1]);
    const post = request('POST', ['staffId', 'MZ-101']);
    expect(judge.wrongIn('POST /api/staff/{staffId}/post', head, post, { status: 200, text: '' })).toHaveLength(1);
  });
});

describe('what is named', () => {
  it('is own, of a colleague, elsewhere, or of all three', () => {
    const { own, colleague: next, elsewhere, mixed } = namedFor(colleague, 'own', branch);
    expect([own, next, elsewhere].map((values) => values['clientId'])).toEqual([[], [mine], [theirs]]);
    expect(mixed['clientId']).toEqual([mine, theirs]);
  });
  it('may move things only where it is not theirs', () => {
    const move = 'POST /api/assignments/transfer';
    expect([isAsked(move, head, 'own'), isAsked(move, head, 'elsewhere'), isAsked(move, manager, 'own')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
