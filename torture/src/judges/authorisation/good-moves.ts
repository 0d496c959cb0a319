import type { Belonging } from '../belongings.js';
import type { Said, Scene, Story } from './scene.js';

/** Requests that move things or steer the platform. They come last, when nothing is held against who owned what any more. */

const A = '/api/assignments';
/** Who is assigned to a client with what role there. */
const maintained = (scene: Scene, ...roles: readonly string[]): Belonging =>
  scene.client(({ staffIds }) => roles.includes(scene.roleOf(staffIds[0]) ?? ''));
const REASON = '支行调整';

/** A client whose book is free again, and who had it. */
async function released(scene: Scene, ...roles: readonly string[]): Promise<object> {
  const { clientId, staffIds } = maintained(scene, ...roles);
  await scene.done(`${A}/release`, { clientId });
  return { clientId, staffId: staffIds[0], reason: REASON };
}

function toAnother(scene: Scene): object {
  const { clientId, staffIds } = maintained(scene, 'clientManager');
  const other = [scene.colleague('clientManager'), scene.colleague('outletHead')].find(({ staffId }) => staffId !== staffIds[0]);
  return { clientId, staffId: other?.staffId, reason: REASON };
} // prettier-ignore

function advised(scene: Scene): object {
  const isAdviser = (staffId: string): boolean => /Adviser$/.test(scene.roleOf(staffId) ?? '');
  const { clientId, staffIds } = scene.client((client) => client.staffIds.some(isAdviser));
  return { clientId, staffId: staffIds.find(isAdviser) };
}

const newcomer = (scene: Scene): Said => ({
  ...{ staffId: scene.fresh('QX-9'), name: '新同事', joinedOn: scene.today },
  ...{ outletId: scene.home, role: 'teller' },
});

async function joined(scene: Scene): Promise<string> {
  const { staffId } = newcomer(scene);
  await scene.done('/api/staff', { ...newcomer(scene), staffId });
  await scene.shown(`/api/staff/${String(staffId)}`);
  return `/api/staff/${String(staffId)}`;
}

const PASSWORD = 'correct horse battery';
const ADMINISTRATOR = { staffId: 'ZH-99', role: 'administrator' } as const;
async function user(scene: Scene): Promise<string> {
  const userId = scene.fresh('judged');
  const { staffId } = scene.colleague('clientManager');
  await scene.done('/api/users', { userId, staffId, password: PASSWORD }, { as: ADMINISTRATOR });
  return userId;
}

const LINE = (sequence: string): string => `core,${sequence},C0,deposit,2026-06-15,5,CNY\n`;
/** The path of an upload of which more will follow, with one line that was rejected. */
async function fed(scene: Scene): Promise<{ readonly path: string; readonly offset: string }> {
  const { feedId, offset } = await scene.done('/api/feeds?last=false', LINE('1'));
  return { path: `/api/feeds/${String(feedId)}`, offset: String(offset) };
}

const rebuild =
  (service: string): Story =>
  async (scene) => {
    const views = await scene.get<readonly { readonly view: string }[]>(`/api/internal/${service}/views`);
    return { path: `/api/internal/${service}/views/${views[0]?.view.split('.')[1] ?? ''}/rebuild` };
  };

const WRAPPING = { wrappingKey: 'c2NydAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', page: 1 };
const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'];

export const MOVING: { readonly [endpoint: string]: Story } = {
  [`POST ${A}`]: async (scene) => ({ path: A, body: await released(scene, 'clientManager') }),
  [`POST ${A}/release`]: (scene) => ({ path: `${A}/release`, body: { clientId: maintained(scene, 'clientManager').clientId } }),
  [`POST ${A}/allot`]: async (scene) => ({ path: `${A}/allot`, body: await released(scene, 'teller', 'lobbyManager') }),
  [`POST ${A}/reassign`]: (scene) => ({ path: `${A}/reassign`, body: toAnother(scene) }),
  [`POST ${A}/batch`]: (scene) => ({ path: `${A}/batch`, body: { moves: [toAnother(scene)] } }),
  [`POST ${A}/advisers/detach`]: (scene) => ({ path: `${A}/advisers/detach`, body: advised(scene) }),
  [`POST ${A}/advisers/attach`]: async (scene) => {
    const body = advised(scene);
    await scene.done(`${A}/advisers/detach`, body);
    return { path: `${A}/advisers/attach`, body };
  },
  [`POST ${A}/transfer`]: (scene) => ({ path: `${A}/transfer`, body: { clientId: scene.client().clientId, toOutletId: scene.elsewhere } }),
  'POST /api/staff': (scene) => ({ path: '/api/staff', body: newcomer(scene) }),
  'POST /api/staff/{staffId}/post': async (scene) => ({ path: `${await joined(scene)}/post`, body: { outletId: scene.home, role: 'lobbyManager' } }),
  'POST /api/staff/{staffId}/depart': async (scene) => ({ path: `${await joined(scene)}/depart` }),
  'POST /api/staff/import': () => ({ path: '/api/staff/import', body: 'staffId,name,outletId,role,capacityPercent,joinedOn\n' }),
  'POST /api/outlets': (scene) => ({ path: '/api/outlets', body: { outletId: scene.fresh('judged'), name: scene.fresh('新网点') } }),
  'POST /api/outlets/import': () => ({ path: '/api/outlets/import', body: 'outletId,name\n' }),
  'POST /api/clients': (scene) => ({ path: '/api/clients', body: { clientNo: scene.fresh('C99999'), outletId: scene.home } }),
  'POST /api/clients/import': (scene) => ({ path: '/api/clients/import', body: `clientNo,outletId\n${scene.fresh('C99999')},${scene.home}\n` }),
  'POST /api/users': (scene) => ({ path: '/api/users', body: { userId: scene.fresh('judged'), staffId: scene.colleague('clientManager').staffId, password: PASSWORD } }),
  'GET /api/users/{userId}': async (scene) => ({ path: `/api/users/${await user(scene)}` }),
  'PUT /api/users/{userId}/password': async (scene) => ({ path: `/api/users/${await user(scene)}/password`, body: { password: PASSWORD } }),
  'PUT /api/users/{userId}/disabled': async (scene) => ({ path: `/api/users/${await user(scene)}/disabled`, body: { disabled: true } }),
  'POST /api/session': async (scene) => ({ path: '/api/session', body: { userId: await user(scene), password: PASSWORD } }),
  'POST /api/session/persona': (scene) => ({ path: '/api/session/persona', body: { staffId: scene.who.staffId } }),
  'GET /api/session': async (scene) => ({ path: '/api/session', cookie: await scene.session() }),
  'DELETE /api/session': async (scene) => ({ path: '/api/session', cookie: await scene.session() }),
  'POST /api/feeds': () => ({ path: '/api/feeds', body: LINE('1') }),
  'PATCH /api/feeds/{feedId}': async (scene) => {
    const { path, offset } = await fed(scene);
    return { path: `${path}?offset=${offset}`, body: LINE('2') };
  },
  'GET /api/feeds/{feedId}': async (scene) => ({ path: (await fed(scene)).path }),
  'GET /api/feeds/{feedId}/rejected': async (scene) => ({ path: `${(await fed(scene)).path}/rejected` }),
  'POST /api/business-days/{date}/close': async (scene) => {
    const { closedThrough } = await scene.get('/api/business-days');
    return { path: `/api/business-days/${String(closedThrough)}/close` };
  },
  'POST /api/demo/clock': () => ({ path: '/api/demo/clock', body: {} }),
  'PUT /api/sms-receipts/sandbox': () => ({ path: '/api/sms-receipts/sandbox', body: { sending: 'accept', receipts: 'deliver', receiptDelaySeconds: 1 } }),
  'POST /api/internal/facts/import/end': () => ({ path: '/api/internal/facts/import/end' }),
  'POST /api/internal/keys/export': () => ({ path: '/api/internal/keys/export', body: WRAPPING }),
  'POST /api/internal/keys/import': async (scene) => {
    const { sealed } = await scene.done('/api/internal/keys/export', WRAPPING);
    return { path: '/api/internal/keys/import', body: { ...WRAPPING, sealed } };
  },
  ...Object.fromEntries(SERVICES.map((service) => [`POST /api/internal/${service}/views/{view}/rebuild`, rebuild(service)])),
}; // prettier-ignore
