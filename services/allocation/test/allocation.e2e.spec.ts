import 'reflect-metadata';
import {
  averageBandChanged,
  clientDowngraded,
  clientErased,
  clientMarkedPotential,
  clientRegistered,
  clientUpgraded,
  followUpTerminated,
  type AverageBand,
  type Tier,
} from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { AnyMessage } from '@pcrm/event-sourcing';
import type { Identity } from '@pcrm/platform';
import { guardsEveryRoute, refusesBadBodies, type OpenService } from '@pcrm/platform/testing';
import { client } from './book-words.js';
import { branch, head, keeper, manager, openBranch, otherHead } from './branch.js';

const STAFF = `staffId,name,outletId,role,capacityPercent,joinedOn
m-1,李明,N01,clientManager,100,2026-01-05
m-2,张伟,N01,clientManager,100,2026-01-05
t-1,赵敏,N01,teller,,2026-01-05
l-1,孙丽,N01,lobbyManager,100,2026-01-05
w-1,周杰,N01,wealthAdviser,100,2026-01-05
f-1,吴倩,N01,financialAdviser,100,2026-01-05
h-1,陈静,N01,outletHead,100,2026-01-05
h-2,林涛,N02,outletHead,100,2026-01-05
b-1,何军,,branchManager,100,2026-01-05
`;
const said = (message: object): AnyMessage => message as AnyMessage;
const registered = (number: number, tier?: Tier, outletId = 'N01') =>
  said(
    say(clientRegistered, {
      ...{
        clientId: client(number),
        clientNo: `C${String(number)}`,
        outletId,
        name: '王小芳',
        phone: null,
        registeredOn: '2026-06-01',
      },
      ...(tier && { signed: { tier, signedOn: '2025-01-01' } }),
    }),
  );
const banded = (number: number, band: AverageBand) =>
  said(say(averageBandChanged, { clientId: client(number), outletId: 'N01', band, averageFen: 1, asOf: '2026-06-10' }));
const potential = (number: number, targetTier: Tier, currentTier: Tier | null) =>
  said(
    say(clientMarkedPotential, {
      ...{ clientId: client(number), outletId: 'N01', basis: 'reached', targetTier, currentTier },
      ...{ averageFen: 50_000_000, markedOn: '2026-06-12' },
    }),
  );
const many = (count: number, from: number, tier: Tier) =>
  Array.from({ length: count }, (_, index) => registered(from + index, tier));
const moves = (count: number, from: number, staffId: string) => ({
  moves: Array.from({ length: count }, (_, index) => ({ clientId: client(from + index), staffId })),
});
const to = (number: number, staffId: string, more: object = {}) => ({ clientId: client(number), staffId, ...more });

let b: OpenService;
beforeEach(async () => {
  b = await openBranch();
  await b.upload(keeper, 'outlets/import', 'outletId,name\nN01,解放路支行\nN02,新华路支行\n');
  expect((await b.upload(keeper, 'staff/import', STAFF)).body).toEqual({
    accepted: 9,
    duplicate: 0,
    rejected: [],
  });
});
afterEach(async () => {
  expect(b.failures).toEqual([]);
  await b.stop();
});

describe('acceptance examples over HTTP', () => {
  it('1: the 31st diamond client is refused; with the head’s reason accepted and flagged', async () => {
    await b.hear(...many(31, 1, 'diamond'));
    expect((await b.post(head, 'assignments/batch', moves(30, 1, 'm-1'))).status).toBe(200);
    const refused = await b.post(head, 'assignments', to(31, 'm-1'));
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'book.capacity-exceeded', details: { rule: 'A9', load: { numerator: 31, denominator: 30 } } },
    });
    const allowed = await b.post(head, 'assignments', to(31, 'm-1', { reason: '同事休假期间代管' }));
    expect(allowed).toMatchObject({ status: 200, body: { warnings: ['book.capacity-overridden'] } });
    const { body } = await b.get(head, `assignments/${client(31)}`);
    expect(body['maintainers']).toEqual([
      { staffId: 'm-1', role: 'clientManager', from: '2026-06-15', to: null, overridden: true },
    ]);
  });

  it('2: 12 diamond + 40 platinum + 30 gold is 0.95; ten gold more 1.00; one more is refused', async () => {
    await b.hear(...many(12, 1, 'diamond'), ...many(40, 100, 'platinum'), ...many(41, 200, 'gold'));
    const first = [...moves(12, 1, 'm-1').moves, ...moves(40, 100, 'm-1').moves, ...moves(30, 200, 'm-1').moves];
    const preview = await b.post(head, 'assignments/preview', { moves: first });
    expect(preview.body['loads']).toEqual([
      {
        staffId: 'm-1',
        before: { numerator: 0, denominator: 1, index: 0 },
        after: { numerator: 19, denominator: 20, index: 0.95 },
      },
    ]);
    await b.post(head, 'assignments/batch', { moves: first });
    expect((await b.post(head, 'assignments/batch', moves(10, 230, 'm-1'))).status).toBe(200);
    expect((await b.post(head, 'assignments', to(240, 'm-1'))).body['code']).toBe('book.capacity-exceeded');

    const { body } = await b.get(head, 'load-board');
    const staff = body['staff'] as { staffId: string; load: object }[];
    for (const { staffId, load } of staff)
      expect((await b.get(head, `books/${staffId}/why`)).body).toMatchObject({ staffId, load, policy: { version: 1 } });
    const { facts } = (await b.get(head, 'books/m-1/why')).body;
    expect(facts).toHaveLength(92);
    expect(staff.find(({ staffId }) => staffId === 'm-1')).toMatchObject({
      counts: { gold: 40, platinum: 40, diamond: 12, privateBank: 0, potential: 0 },
      load: { numerator: 1, denominator: 1, index: 1 },
      overloaded: false,
    });
    expect(body).toMatchObject({
      waiting: 1,
      managers: { needed: { numerator: 201, denominator: 200, index: 1.005 }, present: 2 },
      advisers: { needed: { numerator: 3, denominator: 10, index: 0.3 }, present: 2 },
    });
  });

  it('3: a gold client of 199 999.99 to the teller, of 200 000.00 to the lobby manager, of 500 000.00 to neither', async () => {
    await b.hear(
      registered(1, 'gold'),
      banded(1, '100k-200k'),
      registered(2, 'gold'),
      banded(2, '200k-500k'),
      registered(3, 'gold'),
      banded(3, '500k-1m'),
    );
    expect(await b.post(head, 'assignments/allot', to(1, 't-1'))).toMatchObject({
      status: 200,
      body: { warnings: ['book.managers-have-room'] },
    });
    expect((await b.post(head, 'assignments/allot', to(2, 't-1'))).body).toMatchObject({
      status: 422,
      code: 'book.band-not-allowed',
    });
    expect((await b.post(head, 'assignments/allot', to(2, 'l-1'))).status).toBe(200);
    for (const staffId of ['t-1', 'l-1'])
      expect((await b.post(head, 'assignments/allot', to(3, staffId))).body['code']).toBe('book.band-not-allowed');
  });

  it('4: a potential client to a teller is refused (A3)', async () => {
    await b.hear(registered(1), potential(1, 'gold', null));
    expect((await b.post(head, 'assignments', to(1, 't-1'))).body).toMatchObject({
      ...{ status: 422, code: 'book.potential-needs-client-manager', title: '潜在贵宾客户须由客户经理维护' },
      details: { rule: 'A3' },
    });
    expect((await b.get(head, 'unassigned')).body['items']).toEqual([
      {
        ...{ clientId: client(1), clientNo: 'C1', name: '王*芳', outletId: 'N01', tier: null, targetTier: 'gold' },
        ...{ basis: 'reached', band: null, since: '2026-06-12', ageInWorkdays: 1 },
      },
    ]);
    expect((await b.post(head, 'assignments', to(1, 'm-1'))).status).toBe(200);
    expect((await b.get(head, 'unassigned')).body['items']).toEqual([]);
  });

  it('14: the 61st diamond client to one adviser, and a platinum client to a wealth adviser, are refused', async () => {
    await b.hear(...many(61, 1, 'diamond'), registered(99, 'platinum'));
    for (let number = 1; number <= 60; number++)
      expect((await b.post(head, 'assignments/advisers/attach', to(number, 'w-1'))).status).toBe(200);
    expect((await b.post(head, 'assignments/advisers/attach', to(61, 'w-1'))).body['code']).toBe(
      'book.adviser-ratio-exceeded',
    );
    expect((await b.post(head, 'assignments/advisers/attach', to(99, 'w-1'))).body['code']).toBe(
      'book.adviser-tier-not-allowed',
    );
    expect((await b.post(head, 'assignments/advisers/attach', to(99, 'f-1'))).status).toBe(200);
    const adviser: Identity = { staffId: 'f-1', role: 'financialAdviser', outletId: 'N01' };
    for (const who of [head, adviser])
      expect((await b.get(who, 'books/f-1?as=adviser')).body['items']).toMatchObject([{ clientId: client(99) }]);
    expect((await b.get(head, 'books/f-1')).body['items']).toEqual([]);
  });

  it('15: a teller’s gold client reaches 500 000.00: re-assignment to a client manager is proposed, and settled by it', async () => {
    await b.hear(registered(1, 'gold'), banded(1, '100k-200k'));
    await b.post(head, 'assignments/allot', to(1, 't-1'));
    await b.hear(banded(1, '500k-1m'), potential(1, 'platinum', 'gold'));
    const { body } = await b.get(head, 'assignments/proposals');
    expect(body['items']).toMatchObject([
      {
        clientId: client(1),
        staffId: 't-1',
        targetTier: 'platinum',
        reasonCode: 'book.potential-needs-client-manager',
      },
    ]);
    expect((await b.post(head, 'assignments/reassign', to(1, 'm-1'))).status).toBe(200);
    expect((await b.get(head, 'assignments/proposals')).body['items']).toEqual([]);
  });
});

describe('the book follows what clients says', () => {
  it('upgrades weigh more, ended follow-up releases, an erased client leaves no name', async () => {
    await b.hear(registered(1), potential(1, 'gold', null), registered(2), potential(2, 'gold', null));
    await b.post(head, 'assignments/batch', moves(2, 1, 'm-1'));
    await b.hear(
      said(
        say(clientUpgraded, { clientId: client(1), outletId: 'N01', from: null, to: 'gold', upgradedOn: '2026-06-14' }),
      ),
    );
    await b.hear(
      said(
        say(followUpTerminated, {
          clientId: client(2),
          reasonCode: 'declined',
          remainsTier: null,
          terminatedOn: '2026-06-14',
          coolOffUntil: '2026-12-11',
        }),
      ),
    );
    const book = (await b.get(manager, 'books/m-1')).body['items'] as object[];
    expect(book).toMatchObject([
      { clientId: client(1), tier: 'gold', targetTier: null, as: 'maintainer', since: '2026-06-15' },
    ]);
    expect(book).toHaveLength(1);
    await b.hear(
      said(
        say(clientErased, {
          clientId: client(1),
          erasedAt: '2026-06-15T01:00:00.000Z',
          identityLocked: false,
          identityLockedUntil: null,
        }),
      ),
    );
    expect((await b.get(manager, 'books/m-1')).body['items']).toEqual([]);
    expect((await b.get(head, `assignments/${client(1)}`)).body['name']).toBeNull();
    expect((await b.get(head, 'load-board')).body).toMatchObject({ waiting: 0, clients: { gold: 0, potential: 0 } });
  });
  it('a departure proposes the whole book; a downgrade to nothing releases', async () => {
    await b.hear(registered(1, 'gold'));
    await b.post(head, 'assignments', to(1, 'm-1'));
    await b.post(head, 'staff/m-1/depart');
    expect((await b.get(head, 'assignments/proposals')).body['items']).toMatchObject([
      { clientId: client(1), reasonCode: 'staff.departed' },
    ]);
    await b.hear(
      said(
        say(clientDowngraded, {
          clientId: client(1),
          outletId: 'N01',
          from: 'gold',
          to: null,
          downgradedOn: '2026-06-30',
        }),
      ),
    );
    expect((await b.get(head, 'assignments/proposals')).body['items']).toEqual([]);
    expect((await b.get(head, `assignments/${client(1)}`)).body['staffId']).toBeNull();
  });
  it('a transferred client is released here, waits there, and goes on being noted there', async () => {
    await b.hear(registered(1, 'gold'));
    await b.post(head, 'assignments', to(1, 'm-1'));
    expect((await b.post(head, 'assignments/transfer', { clientId: client(1), toOutletId: 'N09' })).body['code']).toBe(
      'book.outlet-unknown',
    );
    expect((await b.post(head, 'assignments/transfer', { clientId: client(1), toOutletId: 'N02' })).status).toBe(200);
    expect((await b.get(otherHead, 'unassigned')).body['items']).toMatchObject([
      { clientId: client(1), since: '2026-06-15' },
    ]);
    expect((await b.get(head, `assignments/${client(1)}`)).status).toBe(404);
    await b.hear(
      banded(1, '100k-200k'),
      said(
        say(clientUpgraded, {
          clientId: client(1),
          outletId: 'N01',
          from: 'gold',
          to: 'diamond',
          upgradedOn: '2026-06-16',
        }),
      ),
    );
    expect((await b.post(otherHead, 'assignments', to(1, 'h-2'))).status).toBe(200);
  });
  it('numbers of an adopted policy count from their date on', async () => {
    const policies = await b.get(keeper, 'capacity-policies');
    const [deck] = policies.body['adopted'] as {
      terms: { maintainers: { role: string; tier: string; clients: number }[] };
    }[];
    const maintainers = deck?.terms.maintainers.map((entry) =>
      entry.role === 'clientManager' && entry.tier === 'diamond' ? { ...entry, clients: 1 } : entry,
    );
    const proposed = await b.post(keeper, 'capacity-policies', {
      effectiveFrom: '2026-06-16',
      terms: { ...deck?.terms, maintainers },
    });
    expect(proposed.status).toBe(200);
    expect((await b.post(keeper, 'capacity-policies/2/approve')).body['code']).toBe('capacity-policy.maker-is-checker');
    expect((await b.post(branch, 'capacity-policies/2/approve')).status).toBe(200);
    await b.hear(...many(3, 1, 'diamond'));
    expect((await b.post(head, 'assignments/batch', moves(2, 1, 'm-1'))).status).toBe(200);
    b.clock.set('2026-06-15T16:00:00.000Z');
    expect((await b.post(head, 'assignments', to(3, 'm-1'))).body['code']).toBe('book.capacity-exceeded');
    expect((await b.get(head, 'capacity-policies')).body['inForce']).toBe(2);
  });
});

describe('imports', () => {
  it('name line, field, reason and text of what is wrong, take the rest, and change nothing the second time', async () => {
    const file = `${STAFF}m-3,郑爽,N01,clientManager,151,2026-01-05\nm-4,冯刚,N09,clientManager,100,2026-01-05\nm-5,褚亮,N01,boss,100,2026-01-05\nm-6,卫红,N01,teller,100,2026-02-30\nm-7,蒋平,N01,teller,100,2027-01-01\nm-8,沈芳,N02,teller,100,2026-05-01\n`;
    const { body } = await b.upload(keeper, 'staff/import', file);
    expect(body).toMatchObject({ accepted: 1, duplicate: 9 });
    expect(
      (body['rejected'] as { line: number; field: string; reason: string; text: string }[]).map(
        ({ line, field, reason }) => [line, field, reason],
      ),
    ).toEqual([
      [11, 'capacityPercent', 'capacity.out-of-range'],
      [12, 'outletId', 'staff.outlet-unknown'],
      [13, 'role', 'role.unknown'],
      [14, 'joinedOn', 'date.bad'],
      [15, 'joinedOn', 'date.in-the-future'],
    ]);
    expect((await b.upload(keeper, 'outlets/import', 'outletId,name\nN01,解放路支行\n')).body).toEqual({
      accepted: 0,
      duplicate: 1,
      rejected: [],
    });
    expect((await b.upload(keeper, 'outlets/import', 'x', { 'content-type': 'text/csv; charset=latin1' })).status).toBe(
      400,
    );
  });
  it('nobody joins on a day that is absurd, by hand or by file', async () => {
    const somebody = { staffId: 'm-9', name: '韩梅', outletId: 'N01', role: 'teller' };
    for (const joinedOn of ['9999-12-31', '1899-12-31']) {
      const { status, body } = await b.post(keeper, 'staff', { ...somebody, joinedOn });
      expect([status, body['errors']]).toEqual([
        400,
        [expect.objectContaining({ field: 'joinedOn', rule: 'withinDays' })],
      ]);
    }
    const old = `${STAFF.split('\n')[0] ?? ''}\nm-9,韩梅,N01,teller,100,0001-01-01\n`;
    expect((await b.upload(keeper, 'staff/import', old)).body['rejected']).toMatchObject([{ reason: 'date.too-old' }]);
  });
  it('a head imports only staff of the own outlet', async () => {
    const { body } = await b.upload(
      head,
      'staff/import',
      'staffId,name,outletId,role,capacityPercent,joinedOn\nm-9,韩梅,N02,teller,100,2026-05-01\n',
    );
    expect(body).toMatchObject({ accepted: 0, rejected: [{ line: 2, field: 'outletId', reason: 'access.denied' }] });
  });
});

describe('scope', () => {
  it('whoever sees all outlets may ask for the proposals of one; anybody else is answered with the own ones', async () => {
    await b.hear(registered(1, 'gold'));
    await b.post(head, 'assignments', to(1, 'm-1'));
    await b.post(head, 'staff/m-1/depart');
    const proposed = async (who: Identity, outletId: string): Promise<unknown[]> =>
      (await b.get(who, `assignments/proposals?outletId=${outletId}`)).body['items'] as unknown[];
    expect(await proposed(branch, 'N01')).toMatchObject([{ clientId: client(1), outletId: 'N01' }]);
    expect(await proposed(branch, 'N02')).toEqual([]);
    expect(await proposed(head, 'N02')).toMatchObject([{ outletId: 'N01' }]);
    expect(await proposed(otherHead, 'N01')).toEqual([]);
  });
  it('another outlet’s client, staff and board are not there', async () => {
    await b.hear(registered(1, 'gold'));
    expect((await b.post(otherHead, 'assignments', to(1, 'm-1'))).status).toBe(404);
    expect((await b.post(otherHead, 'assignments/preview', { moves: [to(1, 'm-1')] })).status).toBe(404);
    expect((await b.get(otherHead, `assignments/${client(1)}`)).status).toBe(404);
    expect((await b.get(otherHead, 'books/m-1')).status).toBe(404);
    expect((await b.get(manager, 'books/m-2')).status).toBe(404);
    expect((await b.get(otherHead, 'books/m-1/why')).status).toBe(404);
    expect((await b.get(manager, 'books/m-2/why')).status).toBe(404);
    expect((await b.get(manager, 'books/m-1/why')).status).toBe(200);
    expect((await b.get(otherHead, 'load-board?outletId=N01')).status).toBe(404);
    expect((await b.get(otherHead, 'unassigned')).body['items']).toEqual([]);
    expect((await b.post(otherHead, 'staff/m-1/depart')).status).toBe(404);
    expect(
      (await b.post(otherHead, 'staff/m-1/post', { outletId: 'N01', role: 'teller', capacityPercent: 100 })).status,
    ).toBe(404);
    expect(
      ((await b.get(otherHead, 'staff')).body['items'] as { staffId: string }[]).map(({ staffId }) => staffId),
    ).toEqual(['h-2']);
    expect(((await b.get(manager, 'staff')).body['items'] as object[]).length).toBe(7);
    expect(((await b.get(keeper, 'staff')).body['items'] as object[]).length).toBe(9);
    expect((await b.get(branch, 'unassigned')).body['items']).toMatchObject([{ clientId: client(1) }]);
    expect((await b.get(branch, 'load-board?outletId=N01')).body).toMatchObject({ waiting: 1 });
    expect((await b.get(branch, 'load-board')).status).toBe(400);
  });
  it('the digest of a rebuilt view is the one of the live view', async () => {
    await b.hear(...many(5, 1, 'gold'), potential(2, 'platinum', 'gold'));
    await b.post(head, 'assignments/batch', moves(4, 1, 'm-1'));
    const before = await b.running.digest();
    const live = b.running.activeTable('book-clients').name;
    await b.running.rebuild('book-clients');
    while (b.running.activeTable('book-clients').name === live) await b.settled();
    expect(await b.running.digest()).toEqual(before);
  });
});

describe('every route', () => {
  refusesBadBodies(async () => ({ app: b.app, secret: b.secret, params: { staffId: 'm-1', version: '2' } }));
  guardsEveryRoute(async () => ({ app: b.app, secret: b.secret, params: { staffId: 'm-1', version: '2' } }));
});
