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
    const find = { index: 'opportunity', prefix: [opportunityId], limit: 1 };
    const [row] = (await this.views.openFind<ProgressRow>(progressTable, find)).rows;
    const within = row && inScope(scope, { outletId: row.doc.outletId, staffIds: row.doc.staffIds });
    return found(within ? row.doc : undefined);
  }

  /** The row of a client with an open opportunity, else 404. */
  async openOf(clientId: string, scope: Scope): Promise<ProgressRow> {
    const { doc } = await this.views.get<ProgressRow>(progressTable, scope, clientId);
    return found(doc.open ? doc : undefined);
  }
}
