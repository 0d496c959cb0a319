import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mayDo, routesOf, type Identity, type Route } from '@pcrm/platform';
import type { Named } from '@pcrm/platform/testing';
import { openBranch, type Branch } from './branch.js';
import { CALLERS, nameOf, Probing } from './probing.js';

/** Changes with nothing to compare, and why. An `If-Match` sent there is 400: it is never ignored. */
const NOTHING_TO_MATCH: { readonly [why: string]: readonly string[] } = {
  'makes something new, whose id is that of the command or follows from what is asked': [
    ...['POST /api/contacts', 'POST /api/outbound-messages', 'POST /api/users'],
  ],
  'takes a file of many things, each line on its own': [
    ...['POST /api/outlets/import', 'POST /api/staff/import', 'POST /api/clients/import', 'POST /api/feeds'],
    'PATCH /api/feeds/:feedId',
  ],
  'asks with a body and changes nothing': [
    ...['POST /api/assignments/preview', 'POST /api/clients/search', 'POST /api/outbound-messages/preview'],
  ],
  'writes down that somebody looked; what they looked at stays as it is': ['POST /api/clients/:clientId/reveal'],
  'closes a date once and for all': ['POST /api/business-days/:date/close'],
  'tells what happened elsewhere': ['POST /api/sms-receipts'],
  'brings in what another installation wrote, at the place it had there': [
    ...['POST /api/internal/facts/import', 'POST /api/internal/facts/import/end', 'POST /api/internal/keys/import'],
  ],
  'is about a session, which only its browser has': [
    ...['POST /api/session', 'DELETE /api/session', 'POST /api/session/persona', 'POST /api/session/setup'],
  ],
  'keeps the machine running and changes no business data': [
    ...['clients', 'allocation', 'engagement', 'notifications', 'gateway'].flatMap((service) =>
      ['parked/replay', 'parked/drop', 'views/:view/rebuild', 'read-up-to'].map(
        (path) => `POST /api/internal/${service}/${path}`,
      ),
    ),
    ...['POST /api/demo/clock', 'POST /api/demo/reset', 'POST /api/internal/keys/export'],
  ],
};
const nothingToMatch = new Set(Object.values(NOTHING_TO_MATCH).flat());

const each = (path: string, ...ends: readonly string[]) => ends.map((end) => `${path}${end}`);
/** Which read answers the ETag that these changes take. */
const READ_BY: { readonly [read: string]: readonly string[] } = {
  '/api/assignments/:clientId': [
    ...each('POST /api/assignments', '', '/reassign', '/allot', '/batch', '/release', '/transfer'),
    ...each('POST /api/assignments/advisers', '/attach', '/detach'),
  ],
  '/api/outlets/:outletId': ['POST /api/outlets'],
  '/api/staff/:staffId': each('POST /api/staff', '', '/:staffId/post', '/:staffId/depart'),
  '/api/capacity-policies': each('POST /api/capacity-policies', '', '/:version/approve', '/:version/drop'),
  '/api/clients/:clientId': ['POST /api/clients', 'PATCH /api/clients/:clientId/file'],
  '/api/clients/:clientId/consents': ['POST /api/clients/:clientId/consents'],
  '/api/clients/:clientId/standing': [
    ...each('POST /api/clients/:clientId/potential', '', '/withdraw'),
    ...each('POST /api/clients/:clientId/tier', '/sign', '/override-watch'),
  ],
  '/api/tier-policies': each('POST /api/tier-policies', '', '/:proposalId/approve'),
  '/api/leaves': each('POST /api/leaves', '', '/cancel'),
  '/api/waivers': ['POST /api/waivers'],
  '/api/cadence-policies': each('POST /api/cadence-policies', '/propose', '/:version/approve', '/:version/reject'),
  '/api/contacts/:contactId': each('POST /api/contacts/:contactId', '/correct', '/withdraw', '/report'),
  '/api/daily-plans/today': [
    ...each('POST /api/daily-plans/today', '/propose', '/confirm'),
    ...each('POST /api/daily-plans/today/items/:clientId', '/keep', '/drop'),
  ],
  '/api/opportunities/:opportunityId': [
    ...each('POST /api/opportunities/:opportunityId', '/hold', '/resume', '/next-step', '/advance', '/terminate'),
    'POST /api/opportunities/:opportunityId/reopen',
  ],
  '/api/alerts/:alertId': ['POST /api/alerts/:alertId/acknowledge'],
  '/api/templates': each(
    'POST /api/templates',
    '',
    '/:templateId/versions',
    '/:templateId/approve',
    '/:templateId/withdraw',
  ),
  '/api/outbound-messages/:messageId/preview': each('POST /api/outbound-messages/:messageId', '/confirm', '/decline'),
  '/api/outreach-policies': each('POST /api/outreach-policies', '', '/:version/approve'),
  '/api/sms-receipts/sandbox': ['PUT /api/sms-receipts/sandbox'],
  '/api/users/:userId': each('PUT /api/users/:userId', '/password', '/disabled'),
};
const readOf = new Map(Object.entries(READ_BY).flatMap(([read, changes]) => changes.map((change) => [change, read])));

/** No stream and no row has come so far. */
const STALE = { 'if-match': 'W/"987654"' };

let branch: Branch;
let probing: Probing;
beforeAll(async () => {
  branch = await openBranch();
  probing = await Probing.of(branch);
  await branch.users.add({ userId: 'probe-user', staffId: 'NN01-M1', password: 'a good long password' });
}, 60_000);
afterAll(async () => {
  probing[Symbol.dispose]();
  await branch[Symbol.asyncDispose]();
});

const all = (): readonly Route[] => routesOf(branch.app);
const changes = (): readonly Route[] => all().filter(({ method }) => method !== 'GET');

/** Who may ask, about whom: the first are those of whom most is known. */
function* asking({ permission }: Route): Iterable<{ readonly caller: Identity; readonly named: Named }> {
  for (const caller of CALLERS.filter(({ role }) => permission !== undefined && mayDo(role, permission)))
    for (const known of probing.clients)
      yield { caller, named: { ...probing.named(known), userId: 'probe-user', view: 'client-list' } };
}

/** Asks with an outdated revision until somebody is answered about something that is there. */
async function askedStale(route: Route) {
  const wrong: string[] = [];
  for (const { caller, named } of asking(route)) {
    const { status, text, wrote } = await probing.ask(caller, route, named, STALE);
    if (wrote || status < 400) wrong.push(`${nameOf(route)} was taken: ${String(status)}`);
    if (status === 412) return { wrong, caller, named, code: (JSON.parse(text) as { code: string }).code };
  }
  return { wrong: [...wrong, `${nameOf(route)} is never 412`] };
}

describe('a change', () => {
  it('either takes the revision that its caller has read, or stands on the list of those with nothing to match', () => {
    const named = changes()
      .filter(({ takesIfMatch }) => !takesIfMatch)
      .map(nameOf);
    expect(new Set(named)).toEqual(nothingToMatch);
    expect(
      changes()
        .filter(({ takesIfMatch }) => takesIfMatch)
        .map(nameOf)
        .toSorted(),
    ).toEqual([...readOf.keys()].toSorted());
  });

  it('is 412 with an outdated If-Match, and nothing is written', async () => {
    const users = async () => JSON.stringify(await branch.users.list());
    const before = await users();
    const wrong: string[] = [];
    for (const route of changes().filter(({ takesIfMatch }) => takesIfMatch)) {
      const stale = await askedStale(route);
      wrong.push(...stale.wrong);
      if (stale.code !== 'resource.changed') wrong.push(`${nameOf(route)} is 412 ${String(stale.code)}`);
      if ((await users()) !== before) wrong.push(`${nameOf(route)} changed a user`);
    }
    expect(wrong).toEqual([]);
  });

  it('is not 412 with the ETag that its read answers', async () => {
    const wrong: string[] = [];
    for (const route of changes().filter(({ takesIfMatch }) => takesIfMatch)) {
      await branch.drained();
      const { caller, named } = await askedStale(route);
      const read = all().find((one) => one.method === 'GET' && one.path === readOf.get(nameOf(route)));
      if (!caller || !named || !read) continue;
      const { etag, status: shown, text } = await probing.ask(caller, read, named);
      if (etag === undefined)
        wrong.push(`${nameOf(read)} has no ETag for ${caller.role}: ${String(shown)} ${text.slice(0, 100)}`);
      const { status } = await probing.ask(caller, route, named, { 'if-match': etag ?? '' });
      if (![200, 204, 422].includes(status)) wrong.push(`${nameOf(route)} is ${String(status)} with ${String(etag)}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it.each([...nothingToMatch].toSorted())('%s does not ignore an If-Match', async (name) => {
    const route = changes().find((one) => nameOf(one) === name);
    if (!route) throw new Error('no such route');
    const caller = CALLERS.find(({ role }) => route.permission !== undefined && mayDo(role, route.permission));
    const [known] = probing.clients;
    if (!known) throw new Error('nobody');
    const { status, text, wrote } = await probing.ask(
      caller ?? { staffId: 'x', role: 'teller' },
      route,
      probing.named(known),
      STALE,
    );
    expect({ status, wrote }).toEqual({ status: 400, wrote: false });
    expect(text).toContain('"matchesNothing"');
  });
});
