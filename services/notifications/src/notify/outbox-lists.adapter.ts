import { Inject, Injectable } from '@nestjs/common';
import type { Found } from '@pcrm/event-sourcing';
import { pagedBy, pageOf, Views, type Page, type PageQuery, type Scope } from '@pcrm/platform';
import { recipients } from '../recipients.projection.js';
import { outbox, type OutboxRow } from './outbox/outbox.projection.js';
import type { MessageStatus } from './outreach.js';

/** A message with the client's masked name and phone; null when the client is not within the scope any more, or erased. */
export type OutboxItem = OutboxRow & { readonly clientName: string | null; readonly clientPhone: string | null };

const BY_TIME = { own: 'own', outlet: 'outlet', all: 'all' };
const UNSENT = { own: 'ownUnsent', outlet: 'outletUnsent', all: 'allUnsent' };
const BY_STATUS = { own: 'ownByStatus', outlet: 'outletByStatus', all: 'allByStatus' };

/** Pages of the outbox, each within the scope. */
@Injectable()
export class OutboxLists {
  constructor(@Inject(Views) private readonly views: Views) {}

  async all(scope: Scope, page: PageQuery): Promise<Page<OutboxItem>> {
    return await this.named(await this.views.find(outbox, BY_TIME, scope, { ...pagedBy(page), reverse: true }), scope);
  }

  /** What was not sent, newest first. */
  async unsent(scope: Scope, page: PageQuery): Promise<Page<OutboxItem>> {
    const asked = { ...pagedBy(page), prefix: ['suppressed'], reverse: true };
    return await this.named(await this.views.find(outbox, UNSENT, scope, asked), scope);
  }

  async ofStatus(status: MessageStatus, scope: Scope, page: PageQuery): Promise<Page<OutboxItem>> {
    return await this.named(
      await this.views.find(outbox, BY_STATUS, scope, { ...pagedBy(page), prefix: [status] }),
      scope,
    );
  }

  private async named(found: Found<OutboxRow>, scope: Scope): Promise<Page<OutboxItem>> {
    const clients = [...new Set(found.rows.map(({ doc }) => doc.clientId))];
    const known = await this.views.load(recipients, scope, clients);
    return pageOf(found, (row) => {
      const { name = null, phone = null } = known.get(row.clientId)?.doc ?? {};
      return { ...row, clientName: name, clientPhone: phone };
    });
  }
}
