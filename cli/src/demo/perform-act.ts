import { clientIdOf } from '@pcrm/contracts';
import type { Act, ContactAct } from './act.js';
import type { Asked, Request } from './asking.js';

type AskAs = (request: Request) => Promise<Asked>;
type ActOf<Kind extends Act['act']> = Extract<Act, { act: Kind }>;
type Performers = { readonly [Kind in Act['act']]: (act: ActOf<Kind>, ask: AskAs) => Promise<readonly Asked[]> };

/** Turns an act into the requests its person would make; answers what came back. */
export const performAct = (act: Act, ask: AskAs): Promise<readonly Asked[]> =>
  (PERFORMERS[act.act] as (act: Act, ask: AskAs) => Promise<readonly Asked[]>)(act, ask);

const codeIn = (body: unknown): string | undefined => (body as { code?: string } | null)?.code;

const post = async (ask: AskAs, path: string, body: unknown): Promise<readonly Asked[]> => [
  await ask({ method: 'POST', path, body }),
];

const PERFORMERS: Performers = {
  assign: async ({ moves, reason }, ask) => {
    const asked = moves.map(({ clientNo, staffId }) => ({
      clientId: clientIdOf(clientNo),
      staffId,
      ...(reason !== undefined && { reason }),
    }));
    const [batch] = await post(ask, 'assignments/batch', { moves: asked });
    if (batch && batch.status < 300) return [batch];
    // All or nothing: where one of them is refused, the head goes through them one by one.
    const single: Asked[] = [];
    for (const move of asked) single.push(...(await post(ask, 'assignments', move)));
    return single;
  },
  attachAdviser: ({ clientNo, staffId }, ask) =>
    post(ask, 'assignments/advisers/attach', { clientId: clientIdOf(clientNo), staffId }),
  markPotential: ({ clientNo, targetTier, reason }, ask) =>
    post(ask, `clients/${clientIdOf(clientNo)}/potential`, { targetTier, reason }),
  withdrawPotential: ({ clientNo, reasonCode }, ask) =>
    post(ask, `clients/${clientIdOf(clientNo)}/potential/withdraw`, { reasonCode }),
  contact: (act, ask) => post(ask, 'contacts', contactOf(act)),
  advance: ({ clientNo, to, reason }, ask) =>
    onOpportunity(clientNo, ask, (id) =>
      post(ask, `opportunities/${id}/advance`, { to, ...(reason !== undefined && { reason }) }),
    ),
  nextStep: ({ clientNo, on }, ask) =>
    onOpportunity(clientNo, ask, (id) => post(ask, `opportunities/${id}/next-step`, { on })),
  hold: ({ clientNo, reason }, ask) =>
    onOpportunity(clientNo, ask, (id) => post(ask, `opportunities/${id}/hold`, { reason })),
  resume: ({ clientNo }, ask) => onOpportunity(clientNo, ask, (id) => post(ask, `opportunities/${id}/resume`, {})),
  terminate: ({ clientNo, reasonCode, reason }, ask) =>
    onOpportunity(clientNo, ask, (id) => post(ask, `opportunities/${id}/terminate`, { reasonCode, reason })),
  file: async ({ clientNo, act: _act, at: _at, actor: _actor, ...body }, ask) => [
    await ask({ method: 'PATCH', path: `clients/${clientIdOf(clientNo)}/file`, body }),
  ],
  consents: ({ clientNo, changes }, ask) => post(ask, `clients/${clientIdOf(clientNo)}/consents`, { changes }),
  waive: ({ clientNo, rule, period, reason }, ask) =>
    post(ask, 'waivers', { clientId: clientIdOf(clientNo), rule, period, reason }),
  // A plan with nobody in it is not confirmed: the page does not offer it.
  confirmPlan: async (_act, ask) =>
    (await post(ask, 'daily-plans/today/confirm', {})).filter(({ body }) => codeIn(body) !== 'plan.empty'),
  confirmMessages: async (_act, ask) => {
    const waiting = await ask({ method: 'GET', path: 'outbound-messages/waiting?limit=20' });
    const items = (waiting.body as { items?: readonly { messageId: string }[] } | null)?.items ?? [];
    const confirmed = await Promise.all(
      items.map(({ messageId }) => ask({ method: 'POST', path: `outbound-messages/${messageId}/confirm`, body: {} })),
    );
    return [waiting, ...confirmed];
  },
};

const contactOf = ({
  clientNo,
  channel,
  reached,
  purpose,
  outcome,
  nextStepOn,
  report,
  ...act
}: ContactAct & { at: string }): object => ({
  clientId: clientIdOf(clientNo),
  channel,
  direction: 'outbound',
  reached,
  contactAt: act.at,
  purpose,
  outcome,
  ...(nextStepOn !== undefined && { nextStepOn }),
  ...(report !== undefined && { report }),
});

/** The client's open opportunity; when there is none the act comes to nothing, as for a colleague who looks and finds none. */
async function onOpportunity(
  clientNo: string,
  ask: AskAs,
  work: (opportunityId: string) => Promise<readonly Asked[]>,
): Promise<readonly Asked[]> {
  const found = await ask({ method: 'GET', path: `opportunities/open/${clientIdOf(clientNo)}` });
  const { opportunityId } = (found.body ?? {}) as { opportunityId?: string };
  return found.status < 300 && opportunityId !== undefined ? await work(opportunityId) : [found];
}
