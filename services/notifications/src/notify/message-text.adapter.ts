import type { OutreachTerms } from '@pcrm/contracts';
import type { EventStore, RowStore, Sealer } from '@pcrm/event-sourcing';
import type { ActiveTables } from '@pcrm/platform';
import type { Template } from '../compose/message-template.events.js';
import { outletKey, senderNames, staffKey, type SenderName } from '../sender-names.projection.js';
import { textOf, type Values } from '../wording.js';
import { outreachSchemas, type ContactNoted, type Maintainer, type MessageRequested } from './outreach.events.js';

/** Name and phone of a client in the clear, and what was given for one message: only for the moment in which a text is made. */
export type Opened = { readonly name: string | null; readonly phone: string | null; readonly values: Values };
export type TextParts = {
  readonly events: EventStore;
  readonly sealer: Sealer;
  readonly rows: RowStore;
  readonly tables: ActiveTables;
};
type Private = ContactNoted | MessageRequested;
const PRIVATE: readonly string[] = ['ContactNoted', 'MessageRequested'] satisfies readonly Private['type'][];

/** Makes texts: opens a client's name and phone from their stream, which nothing else keeps. */
export class MessageTexts {
  constructor(private readonly parts: TextParts) {}

  async open(clientId: string, messageId?: string): Promise<Opened> {
    const { events, sealer } = this.parts;
    const sealed = (await events.read(`outreach-${clientId}`)).filter(({ type }) => PRIVATE.includes(type));
    const facts = (await sealer.openMany(sealed, outreachSchemas)) as unknown as readonly Private[];
    const noted = { name: null as string | null, phone: null as string | null, values: {} as Values };
    for (const { type, data } of facts) {
      if (type === 'MessageRequested') {
        if (data.messageId === messageId) noted.values = data.values ?? {};
        continue;
      }
      if (data.name !== undefined) noted.name = data.name;
      if (data.phone !== undefined) noted.phone = data.phone;
    }
    return noted;
  }

  /** The whole text, with the name as given: in the clear to be sent, masked to be shown. */
  async text(
    template: Template,
    terms: OutreachTerms,
    { name, values }: Pick<Opened, 'name' | 'values'>,
    { staffId, outletId }: Maintainer,
  ): Promise<string> {
    const table = await this.parts.tables.activeTable(senderNames.name);
    const names = await this.parts.rows.load<SenderName>(table, [staffKey(staffId), outletKey(outletId)]);
    const managerName = names.get(staffKey(staffId))?.doc.name ?? '';
    const outletName = names.get(outletKey(outletId))?.doc.name ?? '';
    return textOf(template, { ...values, clientName: name ?? '客户', managerName, outletName }, terms);
  }
}
