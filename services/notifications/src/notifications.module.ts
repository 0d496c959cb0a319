import { Clock, EventStore, KeyVault, RowStore, type Sealer } from '@pcrm/event-sourcing';
import { Sealing, ServiceModule, Views } from '@pcrm/platform';
import { AlertsController } from './alert/alerts.controller.js';
import { TemplatesController } from './compose/templates.controller.js';
import { notificationsDefinition } from './notifications.definition.js';
import { notificationsTitles } from './notifications.titles.js';
import { OutreachPolicies, Outreaches, ReceiptSignature, Templates } from './notifications.tokens.js';
import { MessageDesk } from './notify/message-desk.adapter.js';
import { MessageTexts } from './notify/message-text.adapter.js';
import { OutboundMessagesController } from './notify/outbound-messages.controller.js';
import { OutboxLists } from './notify/outbox-lists.adapter.js';
import { OutreachPoliciesController } from './notify/outreach-policies.controller.js';
import { ReceiptDesk } from './notify/receipt-desk.adapter.js';
import { ReportSignature } from './notify/receipt-signature.adapter.js';
import { SmsReceiptsController } from './notify/sms-receipts.controller.js';

/** The service over HTTP. */
export const NotificationsModule = ServiceModule.for(notificationsDefinition, {
  controllers: [
    OutboundMessagesController,
    TemplatesController,
    OutreachPoliciesController,
    AlertsController,
    SmsReceiptsController,
  ],
  providers: [
    OutboxLists,
    {
      provide: MessageDesk,
      // eslint-disable-next-line @typescript-eslint/max-params -- Nest hands over one by one what it knows
      useFactory: (
        templates: Templates,
        policies: OutreachPolicies,
        outreaches: Outreaches,
        views: Views,
        texts: MessageTexts,
        clock: Clock,
      ) => new MessageDesk({ templates, policies, outreaches, views, texts, clock }),
      inject: [Templates, OutreachPolicies, Outreaches, Views, MessageTexts, Clock],
    },
    {
      provide: MessageTexts,
      useFactory: (events: EventStore, sealer: Sealer, rows: RowStore, tables: Views) =>
        new MessageTexts({ events, sealer, rows, tables }),
      inject: [EventStore, Sealing, RowStore, Views],
    },
    {
      provide: ReceiptDesk,
      useFactory: (outreaches: Outreaches, policies: OutreachPolicies, rows: RowStore, tables: Views) =>
        new ReceiptDesk({ outreaches, policies, rows, tables }),
      inject: [Outreaches, OutreachPolicies, RowStore, Views],
    },
    { provide: ReceiptSignature, useFactory: (vault: KeyVault) => ReportSignature.of(vault), inject: [KeyVault] },
  ],
  titles: notificationsTitles,
});
