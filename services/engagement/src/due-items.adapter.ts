import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@pcrm/platform';
import { dueClients } from './contact/due-ranking.js';
import { DutyReading } from './contact/duty-reading.adapter.js';
import { EngagementConfig } from './engagement.config.js';
import type { PlannedItem } from './plan/daily-plan.events.js';
import type { DueItems, PlannedClient } from './plan/plan.tokens.js';

/** The due list as plans see it: joins the two chapters, which do not know each other. */
@Injectable()
export class DutyDueItems implements DueItems {
  readonly most: number;

  constructor(
    @Inject(DutyReading) private readonly duties: DutyReading,
    @Inject(EngagementConfig) { planProposals }: EngagementConfig,
  ) {
    this.most = planProposals;
  }

  async due(staffId: string, date: string, scope: Scope): Promise<readonly PlannedItem[]> {
    await this.duties.staff(staffId, scope);
    const { rows, standards } = await this.duties.book(staffId, scope);
    return dueClients(rows, staffId, date, standards).map(({ clientId, score, reasons }) => ({
      clientId,
      rules: reasons.map(({ rule }) => rule),
      score,
    }));
  }

  async clients(
    clientIds: readonly string[],
    { staffId, date }: { readonly staffId: string; readonly date: string },
    scope: Scope,
  ): Promise<ReadonlyMap<string, PlannedClient>> {
    const rows = await this.duties.clients(clientIds, scope);
    return new Map(
      [...rows.values()].map(({ clientId, name, contacts }) => {
        const today = contacts.filter(
          (contact) => contact.on === date && contact.staffId === staffId && contact.reached,
        );
        return [clientId, { clientId, clientName: name, contacts: today.map(({ id }) => id) }];
      }),
    );
  }
}
