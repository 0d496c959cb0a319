import { Inject, Injectable } from '@nestjs/common';
import type { Find } from '@pcrm/event-sourcing';
import { found, inScope, Views, type Scope } from '@pcrm/platform';
import { toShanghaiDate } from '@pcrm/contracts';
import { cadencePolicies } from './cadence-policy/cadence-policies.projection.js';
import { policyOn, type CadencePolicy } from './cadence-policy.js';
import { contactDuties } from './contact-duties/contact-duties.projection.js';
import type { DutyRow } from './duty-row.js';
import type { Standards } from './obligations.js';
import { POLICIES_KEY, standardsOf, type PoliciesRow } from './policies-row.js';
import type { StaffRow } from './staff-row.js';
import { staffWeeks } from './staff-weeks/staff-weeks.projection.js';

const PAGE = 1_000;

/** Reads duties, staff and policies within a scope. */
@Injectable()
export class DutyReading {
  constructor(@Inject(Views) private readonly views: Views) {}

  /** One client's row, else 404. */
  async client(clientId: string, scope: Scope): Promise<DutyRow> {
    return (await this.views.get<DutyRow>(contactDuties, scope, clientId)).doc;
  }

  /** Rows of several clients, without those outside the scope. */
  async clients(clientIds: readonly string[], scope: Scope): Promise<ReadonlyMap<string, DutyRow>> {
    const rows = await this.views.load<DutyRow>(contactDuties, scope, clientIds);
    return new Map([...rows].map(([key, { doc }]) => [key, doc]));
  }

  /** A member of staff whose work the scope may see, else 404. */
  async staff(staffId: string, scope: Scope): Promise<StaffRow> {
    return (await this.views.get<StaffRow>(staffWeeks, scope, staffId)).doc;
  }

  /** Everybody of an outlet the scope may see, else 404; without those who left. */
  async staffOf(outletId: string, scope: Scope): Promise<readonly StaffRow[]> {
    found(scope.kind !== 'own' && inScope(scope, { outletId }) ? outletId : undefined);
    const rows = await this.all<StaffRow>(staffWeeks.name, { index: 'outlet', prefix: [outletId], limit: PAGE });
    return rows.filter(({ departedOn }) => departedOn === null);
  }

  /** Everybody at work in the outlets the scope may see; nobody for whoever sees only their own clients. */
  async everybody(scope: Scope): Promise<readonly StaffRow[]> {
    if (scope.kind === 'outlet') return await this.staffOf(scope.outletId, scope);
    if (scope.kind !== 'all') return [];
    const rows = await this.all<StaffRow>(staffWeeks.name, { index: 'outlet', limit: PAGE });
    return rows.filter(({ departedOn }) => departedOn === null);
  }

  /** The rows a member of staff maintains; call `staff` first for the scope. */
  async bookOf({ staffId }: StaffRow): Promise<readonly DutyRow[]> {
    return await this.all<DutyRow>(contactDuties.name, { index: 'maintainer', prefix: [staffId], limit: PAGE });
  }

  /** What these members of staff are judged by. */
  async standards(staff: readonly StaffRow[] = []): Promise<Standards> {
    const rows = await this.views.open<PoliciesRow>(cadencePolicies, [POLICIES_KEY]);
    return standardsOf(rows.get(POLICIES_KEY)?.doc, staff);
  }

  /** What the maintainer of a client is judged by. */
  async standardsFor({ staffId }: Pick<DutyRow, 'staffId'>): Promise<Standards> {
    const rows = staffId
      ? await this.views.open<StaffRow>(staffWeeks, [staffId])
      : new Map<string, { doc: StaffRow }>();
    return await this.standards([...rows.values()].map(({ doc }) => doc));
  }

  /** The policy in force at an instant. */
  async policyAt(instant: string): Promise<CadencePolicy> {
    return policyOn((await this.standards()).policies, toShanghaiDate(instant));
  }

  private async all<Doc extends object>(name: string, find: Find): Promise<readonly Doc[]> {
    const docs: Doc[] = [];
    for (let after: string | undefined; ;) {
      const page = await this.views.openFind<Doc>({ name }, { ...find, ...(after !== undefined && { after }) });
      docs.push(...page.rows.map(({ doc }) => doc));
      after = page.next;
      if (after === undefined) return docs;
    }
  }
}
