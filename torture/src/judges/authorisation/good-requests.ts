import { shanghaiInstant } from '@pcrm/contracts';
import { sentAs, type FilledRequest } from './filled-request.js';
import { MOVING } from './good-moves.js';
import type { Good, Said, Scene, Story } from './scene.js';

const REASON = '客户要求';
const phoned = ({ today }: Scene, clientId: string): object => ({
  ...{ clientId, channel: 'phone', direction: 'outbound', reached: true, purpose: 'maintenance' },
  contactAt: shanghaiInstant(today, 0),
});

/** A contact that who asks has logged, shown by now. */
async function logged(scene: Scene, channel = 'phone'): Promise<string> {
  const { clientId } = scene.client();
  const { id } = await scene.done('/api/contacts', { ...phoned(scene, clientId), channel });
  await scene.shown(`/api/contacts/${String(id)}`);
  return `/api/contacts/${String(id)}`;
}

/** A client within the reach to whom the head has given a target, so that there is something to pursue; how it is shown. */
async function begun(scene: Scene): Promise<Said> {
  for (const { clientId } of scene.shuffled()) {
    const open = `/api/opportunities/open/${clientId}`;
    const isBegun = await scene.tried(`/api/clients/${clientId}/potential`, { targetTier: 'privateBank', reason: REASON }, scene.head);
    if (!isBegun) continue;
    await scene.shown(open);
    return await scene.get(open);
  }
  throw new Error('nobody within the reach has potential');
} // prettier-ignore

/** An opportunity of who asks that is open and not on hold. */
async function pursued(scene: Scene): Promise<Said & { readonly path: string }> {
  const rows = await scene.items('/api/progress-table?limit=100');
  const row = rows.find(({ open, onHold }) => open && !onHold) ?? (await begun(scene));
  return { ...row, path: `/api/opportunities/${String(row['opportunityId'])}` };
}

const STAGES = ['ALLOCATED', 'PREPARING', 'INVITED', 'CONTACTED', 'PRESENTED', 'SIGNING'];

async function greeting(scene: Scene): Promise<string> {
  const templates = await scene.items('/api/templates', scene.head);
  const inUse = templates.find(({ approved }) => (approved as Said | null)?.['kind'] === 'greeting');
  return String(inUse?.['templateId']);
}

/** A message that waits for somebody to confirm it, or any within the reach. */
async function waiting(scene: Scene): Promise<string> {
  const [first = (await scene.items('/api/outbound-messages'))[0]] = await scene.items(
    '/api/outbound-messages/waiting',
  );
  return `/api/outbound-messages/${String(first?.['messageId'])}`;
}

/** A greeting that is to leave tomorrow. */
async function ordered(scene: Scene): Promise<string> {
  const order = { clientId: scene.client().clientId, templateId: await greeting(scene), on: scene.tomorrow };
  const path = `/api/outbound-messages/${String((await scene.done('/api/outbound-messages', order))['id'])}`;
  await scene.shown(`${path}/preview`);
  return path;
}

const wording = (scene: Scene): object => ({
  ...{ name: scene.fresh('祝福'), kind: 'greeting', occasion: 'festival' },
  text: '尊敬的{clientName}，{outletName}{managerName}祝您中秋快乐！',
});
const OTHER_HEAD = { staffId: 'ZH-99', role: 'administrator' } as const;

/** The path of a template that somebody else has drafted. */
async function drafted(scene: Scene): Promise<string> {
  const { id } = await scene.done('/api/templates', wording(scene), { as: OTHER_HEAD });
  return `/api/templates/${String(id)}`;
}

/** Terms in force, to be proposed once more from a day years ahead. */
async function terms(scene: Scene, policies: string): Promise<object> {
  const { adopted } = await scene.get<{ readonly adopted: readonly Said[] }>(policies, OTHER_HEAD);
  return { effectiveFrom: scene.freshDay(), terms: adopted.at(-1)?.['terms'] };
}

async function tierRules(scene: Scene): Promise<object> {
  const { versions } = await scene.get<{ readonly versions: readonly Said[] }>('/api/tier-policies', OTHER_HEAD);
  const { version: _version, effectiveFrom: _day, ...rules } = versions.at(-1) ?? {};
  return { rules, effectiveFrom: scene.freshDay() };
}

async function cadence(scene: Scene): Promise<object> {
  const [first] = await scene.items('/api/cadence-policies', OTHER_HEAD);
  const { version: _version, findings: _findings, ...numbers } = first ?? {};
  return { ...numbers, effectiveFrom: scene.freshDay() };
}

/** The path of a version that somebody else has proposed. */
async function proposed(scene: Scene, policies: string, body: object, asked = policies): Promise<string> {
  const answer = await scene.done(asked, body, { as: OTHER_HEAD });
  if ('proposalId' in answer) return `${policies}/${String(answer['proposalId'])}`;
  for (let looks = 0; looks < 50; looks++) {
    const { proposed: open } = await scene.get<{ readonly proposed: Said | null | readonly Said[] }>(
      policies,
      OTHER_HEAD,
    );
    const last = [open].flat().at(-1);
    if (last?.['effectiveFrom'] === (body as Said)['effectiveFrom']) return `${policies}/${String(last?.['version'])}`;
  }
  throw new Error(`${policies} does not show what was proposed`);
}

/** How far a service is: asked for nothing more, each says so. */
const READING = Object.fromEntries(
  ['clients', 'allocation', 'engagement', 'notifications', 'gateway'].map((service): readonly [string, Story] => {
    const path = `/api/internal/${service}/read-up-to`;
    return [`POST ${path}`, () => ({ path, body: {} })];
  }),
);

/** What a good request of each endpoint is that requests made by its description alone hit seldom or never. */
export const GOOD: { readonly [endpoint: string]: Story } = {
  ...MOVING,
  ...READING,
  'POST /api/contacts': (scene) => ({ path: '/api/contacts', body: phoned(scene, scene.client().clientId) }),
  'GET /api/contacts/{contactId}': async (scene) => ({ path: await logged(scene) }),
  'POST /api/contacts/{contactId}/correct': async (scene) => ({ path: `${await logged(scene)}/correct`, body: { reason: REASON, channel: 'wechat' } }),
  'POST /api/contacts/{contactId}/withdraw': async (scene) => ({ path: `${await logged(scene)}/withdraw`, body: { reason: REASON } }),
  'POST /api/contacts/{contactId}/report': async (scene) => ({ path: `${await logged(scene, 'meeting')}/report`, body: { summary: '谈了存款到期' } }),
  'GET /api/opportunities/open/{clientId}': async (scene) => ({ path: `/api/opportunities/open/${String((await pursued(scene))['clientId'])}` }),
  'GET /api/opportunities/{opportunityId}': async (scene) => ({ path: (await pursued(scene)).path }),
  'GET /api/opportunities/{opportunityId}/why': async (scene) => ({ path: `${(await pursued(scene)).path}/why` }),
  'GET /api/load-board': ({ home }) => ({ path: `/api/load-board?outletId=${home}` }),
  'POST /api/opportunities/{opportunityId}/advance': async (scene) => {
    const { path, stage } = await pursued(scene);
    return { path: `${path}/advance`, body: { to: STAGES[STAGES.indexOf(String(stage)) + 1], reason: REASON } };
  },
  'POST /api/opportunities/{opportunityId}/hold': async (scene) => ({ path: `${(await pursued(scene)).path}/hold`, body: { reason: REASON } }),
  'POST /api/opportunities/{opportunityId}/resume': async (scene) => {
    const { path } = await pursued(scene);
    await scene.done(`${path}/hold`, { reason: REASON });
    return { path: `${path}/resume` };
  },
  'POST /api/opportunities/{opportunityId}/next-step': async (scene) => ({ path: `${(await pursued(scene)).path}/next-step`, body: { on: scene.today } }),
  'POST /api/opportunities/{opportunityId}/terminate': async (scene) => ({ path: `${(await pursued(scene)).path}/terminate`, body: { reasonCode: 'other', reason: REASON } }),
  'POST /api/opportunities/{opportunityId}/reopen': async (scene) => {
    const { path } = await pursued(scene);
    await scene.done(`${path}/terminate`, { reasonCode: 'other', reason: REASON });
    return { path: `${path}/reopen`, body: { reason: REASON } };
  },
  'POST /api/daily-plans/today/items/{clientId}/drop': async (scene) => {
    const { items } = await scene.get<{ readonly items: readonly Said[] }>('/api/daily-plans/today');
    return { path: `/api/daily-plans/today/items/${String(items[0]?.['clientId'])}/drop`, body: { reasonCode: 'notNow' } };
  },
  'POST /api/daily-plans/today/items/{clientId}/keep': async (scene) => {
    const { items } = await scene.get<{ readonly items: readonly Said[] }>('/api/daily-plans/today');
    return { path: `/api/daily-plans/today/items/${String(items[0]?.['clientId'])}/keep` };
  },
  'POST /api/outbound-messages': async (scene) => ({ path: '/api/outbound-messages', body: { clientId: scene.client().clientId, templateId: await greeting(scene) } }),
  'POST /api/outbound-messages/preview': async (scene) => ({ path: '/api/outbound-messages/preview', body: { clientId: scene.client().clientId, templateId: await greeting(scene) } }),
  'GET /api/outbound-messages/{messageId}/preview': async (scene) => ({ path: `${await waiting(scene)}/preview` }),
  'POST /api/outbound-messages/{messageId}/confirm': async (scene) => ({ path: `${await waiting(scene)}/confirm` }),
  'POST /api/outbound-messages/{messageId}/decline': async (scene) => ({ path: `${await ordered(scene)}/decline`, body: { reason: REASON } }),
  'POST /api/templates/{templateId}/versions': async (scene) => ({ path: `${await drafted(scene)}/versions`, body: wording(scene) }),
  'POST /api/templates/{templateId}/approve': async (scene) => ({ path: `${await drafted(scene)}/approve`, body: { version: 1 } }),
  'POST /api/templates/{templateId}/withdraw': async (scene) => {
    const path = await drafted(scene);
    await scene.done(`${path}/approve`, { version: 1 });
    return { path: `${path}/withdraw` };
  },
  'POST /api/outreach-policies': async (scene) => ({ path: '/api/outreach-policies', body: await terms(scene, '/api/outreach-policies') }),
  'POST /api/capacity-policies': async (scene) => ({ path: '/api/capacity-policies', body: await terms(scene, '/api/capacity-policies') }),
  'POST /api/tier-policies': async (scene) => ({ path: '/api/tier-policies', body: await tierRules(scene) }),
  'POST /api/cadence-policies/propose': async (scene) => ({ path: '/api/cadence-policies/propose', body: await cadence(scene) }),
  'POST /api/outreach-policies/{version}/approve': async (scene) => ({ path: `${await proposed(scene, '/api/outreach-policies', await terms(scene, '/api/outreach-policies'))}/approve` }),
  'POST /api/capacity-policies/{version}/approve': async (scene) => ({ path: `${await proposed(scene, '/api/capacity-policies', await terms(scene, '/api/capacity-policies'))}/approve` }),
  'POST /api/capacity-policies/{version}/drop': async (scene) => ({ path: `${await proposed(scene, '/api/capacity-policies', await terms(scene, '/api/capacity-policies'))}/drop` }),
  'POST /api/tier-policies/{proposalId}/approve': async (scene) => ({ path: `${await proposed(scene, '/api/tier-policies', await tierRules(scene))}/approve` }),
  'POST /api/cadence-policies/{version}/approve': async (scene) => ({ path: `${await proposed(scene, '/api/cadence-policies', await cadence(scene), '/api/cadence-policies/propose')}/approve` }),
  'POST /api/cadence-policies/{version}/reject': async (scene) => ({ path: `${await proposed(scene, '/api/cadence-policies', await cadence(scene), '/api/cadence-policies/propose')}/reject` }),
}; // prettier-ignore

/** The story of an endpoint; a list that needs to be told nothing is asked as it stands. */
function storyOf(endpoint: string): Story | undefined {
  const [method, path = ''] = endpoint.split(' ');
  const isPlain = method === 'GET' && !path.includes('{');
  return GOOD[endpoint] ?? (isPlain ? () => ({ path }) : undefined);
}

/** The good request of an endpoint; undefined where none is known. */
export async function goodRequest(endpoint: string, scene: Scene): Promise<FilledRequest | undefined> {
  const story = storyOf(endpoint);
  if (!story) return undefined;
  const { path, body, ...rest }: Good = await story(scene);
  return { method: endpoint.split(' ')[0] ?? '', url: path, ...rest, ...sentAs(body), named: [] };
}
