import {
  clientAssigned,
  clientIdOf,
  clientRegistered,
  consentChanged,
  type ConsentState,
  type MessageKind,
} from '@pcrm/contracts';
import type { Identity } from '@pcrm/platform';
import { openService, type OpenService } from '@pcrm/platform/testing';
import { outboundWork, sandbox } from '../src/backstage.adapter.js';
import { BUILT_IN_TEMPLATES } from '../src/built-in-templates.js';
import { adoptBuiltIn } from '../src/compose/adopt-built-in/adopt-built-in.js';
import { NotificationsModule, notificationsDefinition } from '../src/index.js';
import { byItself } from '../src/notify/receipt-desk.adapter.js';

export const manager: Identity = { staffId: 'S1001', role: 'clientManager', outletId: 'N01' };
export const colleague: Identity = { staffId: 'S1002', role: 'clientManager', outletId: 'N01' };
export const head: Identity = { staffId: 'S1000', role: 'outletHead', outletId: 'N01' };
export const branchManager: Identity = { staffId: 'S0001', role: 'branchManager' };
export const keeper: Identity = { staffId: 'S0002', role: 'administrator' };
export const gatewayMachine: Identity = { staffId: 'sms-gateway', role: 'system' };

export const wang = clientIdOf('C0000001');
const PHONE = '13812345678';

export const [greeting, maturity, marketing] = BUILT_IN_TEMPLATES.map(({ templateId }) => templateId);
/** MARKETING, and a notice of SERVICE. */
export const sale = { clientId: wang, templateId: marketing, values: { product: '本利丰', date: '7月1日' } };
export const notice = {
  clientId: wang,
  templateId: maturity,
  values: { product: '本利丰', date: '7月1日' },
  holding: 'BLF-1',
};

/** The service with a dispatcher that is stepped by hand. */
export type Branch = OpenService & { readonly work: ReturnType<typeof outboundWork<ReturnType<typeof sandbox>>> };

export async function openBranch(at: string): Promise<Branch> {
  const service = await openService(notificationsDefinition, NotificationsModule, { now: at });
  const work = outboundWork(service.parts, sandbox);
  await work.gateway.prepare();
  await work.templates('branch', adoptBuiltIn, { templates: BUILT_IN_TEMPLATES }, byItself('system', 'seed', at));
  return Object.assign(service, { work });
}

/** A client of `manager` with these consents to SMS. */
export async function meet(
  branch: OpenService,
  consents: { readonly [kind in MessageKind]?: ConsentState },
): Promise<void> {
  const at = branch.clock.now();
  const from = at.slice(0, 10);
  const manages = { outletId: 'N01', staffId: 'S1001', role: 'clientManager', overridden: false } as const;
  const file = { clientNo: 'C0000001', outletId: 'N01', name: '王小芳', phone: PHONE, registeredOn: from };
  await branch.say(clientRegistered, { clientId: wang, ...file });
  await branch.say(clientAssigned, { clientId: wang, ...manages, tier: 'gold', targetTier: null, from });
  for (const [purpose, state] of Object.entries(consents) as [MessageKind, ConsentState][]) {
    await branch.say(consentChanged, { clientId: wang, purpose, channel: 'sms', state, changedAt: at });
  }
}

/** One look of the dispatcher and of the gateway. */
export async function look(branch: Branch): Promise<void> {
  const { dispatcher, gateway, desk } = branch.work;
  await dispatcher.sendDue();
  await branch.settled();
  await gateway.tell((receipt) => desk.take(receipt));
  await dispatcher.settleOpen();
  await branch.settled();
}

/** A message as its list shows it to the manager. */
export const statusOf = async (branch: Branch, id: unknown): Promise<Record<string, unknown>> => {
  const { body } = await branch.get(manager, 'outbound-messages');
  return (body.items ?? []).find(({ messageId }) => messageId === id) ?? {};
};
