import { setTimeout as pause } from 'node:timers/promises';
import { BRANCH_KEY } from '@pcrm/contracts';
import { createHandler, type Clock, type RowStore, type Sealer } from '@pcrm/event-sourcing';
import { loadConfig } from '@pcrm/platform/process';
import {
  ServiceRows,
  StoredActiveTables,
  triedAgain,
  type BackstageParts,
  type BackstageWork,
} from '@pcrm/platform/running';
import { BUILT_IN_TEMPLATES } from './built-in-templates.js';
import { adoptBuiltIn } from './compose/adopt-built-in/adopt-built-in.js';
import { templateBook } from './compose/template-book.js';
import { NotificationsConfig } from './notifications.config.js';
import { notificationsDefinition } from './notifications.definition.js';
import { Dispatcher } from './notify/dispatcher.adapter.js';
import { MessageTexts } from './notify/message-text.adapter.js';
import { outreachPolicy } from './notify/outreach-policy.js';
import { outreach } from './notify/outreach.js';
import { byItself, ReceiptDesk } from './notify/receipt-desk.adapter.js';
import { SandboxSmsGateway } from './notify/sms/sandbox.sms-gateway.adapter.js';
import type { SmsGateway, SmsReceipt } from './notify/sms/sms-gateway.js';

/** Milliseconds between two looks: rows are near where all services are in one process, and asked of a server elsewhere. */
const TICK_MS = { near: 100, far: 500 };
/** Receipts are looked after less often than what is due. */
const SETTLE_EVERY_MS = 1_000;

/** A gateway that tells receipts by itself when it is asked for news; what the hearer does not take is told again. */
export type TellingSmsGateway = SmsGateway & {
  prepare(): Promise<void>;
  tell(hearer: (receipt: SmsReceipt) => Promise<boolean>): Promise<number>;
};
/** What a gateway may keep its things with: rows of this service, and the clients' keys. */
export type GatewayParts = { readonly rows: RowStore; readonly sealer: Sealer; readonly clock: Clock };
export type OpenGateway = (parts: GatewayParts) => TellingSmsGateway;

/** The work of notifications besides its views and reactions, through the sandbox. */
export const notificationsBackstage: BackstageWork = (parts) => notificationsThrough(sandbox)(parts);

/** Adopts the built-in templates once the branch has begun, sends what is due through a gateway, asks for receipts. */
export const notificationsThrough =
  (openGateway: OpenGateway): BackstageWork =>
  async (parts) => {
    const { alone, clock, hasBegun, log } = parts;
    const { dispatcher, desk, gateway, templates } = outboundWork(parts, openGateway);
    await gateway.prepare();
    let adopted = false;
    const adopt = async (): Promise<void> => {
      if (adopted || !(await hasBegun())) return;
      const metadata = byItself('system', 'built-in-templates', clock.now());
      await templates(BRANCH_KEY, adoptBuiltIn, { templates: BUILT_IN_TEMPLATES }, metadata);
      adopted = true;
    };
    const stop = new AbortController();
    /** Again and again until the end, so many milliseconds after each. */
    const repeatedly = async (rest: number, work: () => Promise<unknown>): Promise<void> => {
      while (!stop.signal.aborted) {
        await work().catch(triedAgain(log, notificationsDefinition.name));
        await pause(rest, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    };
    const sending = repeatedly(alone ? TICK_MS.near : TICK_MS.far, async () => {
      await adopt();
      await dispatcher.sendDue();
      await gateway.tell((receipt) => desk.take(receipt));
    });
    // Beside it: a gateway that is slow to say what became of texts holds up none that is to leave.
    const settling = repeatedly(SETTLE_EVERY_MS, () => dispatcher.settleOpen());
    return {
      idle: async () => (adopted || !(await hasBegun())) && (await dispatcher.idle()),
      async stop() {
        stop.abort();
        await Promise.all([sending, settling]);
      },
    };
  };

export const sandbox = (parts: GatewayParts): SandboxSmsGateway => new SandboxSmsGateway(parts);

type OutboundParts = Pick<BackstageParts, 'events' | 'rows' | 'vault' | 'clock' | 'sealer' | 'log' | 'tracing'>;

/** Everything that sends, put together; specs drive it by hand. */
export function outboundWork<Gateway extends SmsGateway>(
  { events, rows: shared, vault, clock, sealer, log, tracing }: OutboundParts,
  openGateway: (parts: GatewayParts) => Gateway,
) {
  const rows = new ServiceRows(notificationsDefinition.name, shared);
  const tables = new StoredActiveTables(rows, notificationsDefinition);
  const handling = { events, rows, vault, sealer, tracing };
  const outreaches = createHandler(outreach, handling);
  const policies = createHandler(outreachPolicy, handling);
  const templates = createHandler(templateBook, handling);
  const texts = new MessageTexts({ events, sealer, rows, tables });
  const desk = new ReceiptDesk({ outreaches, policies, rows, tables });
  const gateway = openGateway({ rows, sealer, clock });
  const failed = (messageId: string, error: Error): void =>
    log.warn({ err: error, messageId, service: notificationsDefinition.name }, 'a message could not be worked on');
  const dispatcher = new Dispatcher({
    outreaches,
    policies,
    templates,
    gateway,
    desk,
    texts,
    rows,
    tables,
    clock,
    restMs: loadConfig(NotificationsConfig, process.env).smsRetrySeconds * 1_000,
    failed,
  });
  return { dispatcher, desk, gateway, templates, outreaches, policies, texts, rows, tables };
}
