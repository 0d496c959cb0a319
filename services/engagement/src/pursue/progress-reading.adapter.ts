import { Inject, Injectable } from '@nestjs/common';
import { found, inScope, Views, type Scope } from '@pcrm/platform';
import type { ProgressRow } from './progress-row.js';
import { progressTable } from './progress-table/progress-table.projection.js';

/** Reads the progress table within a scope. */
@Injectable()
export class ProgressReading {
  constructor(@Inject(Views) private readonly views: Views) {}

  /** The row of an opportunity that is the newest of its client, else 404. */
  async byOpportunity(opportunityId: string, scope: Scope): Promise<ProgressRow> {
    const row = await this.rowWith(opportunityId);
    const within = row && inScope(scope, { outletId: row.doc.outletId, staffIds: row.doc.staffIds });
    return found(within ? row.doc : undefined);
  }

  /** Whether it is an opportunity of this client: the newest one, or one of the five before it. */
  async isOf(opportunityId: string, clientId: string): Promise<boolean> {
    return (await this.rowWith(opportunityId))?.doc.clientId === clientId;
  }

  /** The row of a client with an open opportunity, else 404. */
  async openOf(clientId: string, scope: Scope): Promise<ProgressRow> {
    const { doc } = await this.views.get<ProgressRow>(progressTable, scope, clientId);
    return found(doc.open ? doc : undefined);
  }

  private async rowWith(opportunityId: string): Promise<{ readonly doc: ProgressRow } | undefined> {
    const find = { index: 'opportunity', prefix: [opportunityId], limit: 1 };
    return (await this.views.openFind<ProgressRow>(progressTable, find)).rows[0];
  }
}
