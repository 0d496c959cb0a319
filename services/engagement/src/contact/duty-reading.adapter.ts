import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Find } from '@pcrm/event-sourcing';
import { found, inScope, Views, type Scope } from '@pcrm/platform';
import { toShanghaiDate } from '@pcrm/contracts';
import { cadencePolicies } from './cadence-policy/cadence-policies.projection.js';
import { policyOn, type CadencePolicy } from './cadence-policy.js';
import { contactDuties } from './contact-duties/contact-duties.projection.js';
import { maintainersOf, type DutyRow } from './duty-row.js';
import type { Standards } from './obligations.js';
import { POLICIES_KEY, standardsOf, type PoliciesRow } from './policies-row.js';
import { nobodyYet, type StaffRow } from './staff-row.js';
import { staffWeeks } from './staff-weeks/staff-weeks.projection.js';

/** Rows read and counted in one turn of the thread that answers: some 10 ms. */
const PAGE = 200;

/** The clients of a member of staff, as far as a scope sees them. */
export type Book = { readonly staff: StaffRow; readonly rows: readonly DutyRow[]; readonly standards: Standards };

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

  /** An outlet the scope may see, else 404; whoever sees only their own clients sees none. */
  outlet(outletId: string | undefined, scope: Scope): string {
    return found(scope.kind !== 'own' && inScope(scope, { outletId }) ? outletId : undefined);
  }

  /** Everybody at work in one outlet, or in any; whoever asks minds the scope. */
  async atWork(outletId?: string): Promise<readonly StaffRow[]> {
    const prefix = outletId === undefined ? [] : [outletId];
    const rows = await this.all<StaffRow>(staffWeeks.name, { index: 'outlet', prefix, limit: PAGE });
    return rows.filter(({ departedOn }) => departedOn === null);
  }

  /**
   * The clients of a member of staff within the scope, and what they are judged by; 404 when the scope sees neither. Who moved to
   * another outlet keeps their clients in the one they left until somebody takes them over: each head sees those of their own outlet.
   */
  async book(staffId: string, scope: Scope): Promise<Book> {
    const rows = await this.all<DutyRow>(contactDuties.name, { index: 'maintainer', prefix: [staffId], limit: PAGE });
    const own = rows.filter((row) => inScope(scope, contactDuties.belongs?.(row) ?? {}));
    const holds = scope.kind !== 'own' && own.length > 0;
    const staff = holds ? await this.person(staffId) : await this.staff(staffId, scope);
    return { staff, rows: own, standards: await this.standardsForAll(own, [staffId]) };
  }

  /** The rows of the clients of one outlet, or of all outlets one after the other, page by page; whoever asks minds the scope. */
  heldIn(outletId?: string): AsyncIterable<readonly DutyRow[]> {
    const prefix = outletId === undefined ? [] : [outletId];
    return this.pages<DutyRow>(contactDuties.name, { index: 'outlet', prefix, limit: PAGE });
  }

  /** A member of staff, wherever they are now; whoever asks minds the scope. */
  async person(staffId: string): Promise<StaffRow> {
    const rows = await this.views.open<StaffRow>(staffWeeks, [staffId]);
    return rows.get(staffId)?.doc ?? nobodyYet(staffId);
  }

  /** What everybody who ever maintained these clients is judged by, and some others: leave counts for whoever had the client then (C9). */
  async standardsForAll(rows: readonly DutyRow[], others: readonly string[] = []): Promise<Standards> {
    const maintainers = new Set([...others, ...rows.flatMap(maintainersOf)]);
    const staff = await this.views.open<StaffRow>(staffWeeks, [...maintainers]);
    return await this.standards([...staff.values()].map(({ doc }) => doc));
  }

  /** What these members of staff are judged by. */
  async standards(staff: readonly StaffRow[] = []): Promise<Standards> {
    const rows = await this.views.open<PoliciesRow>(cadencePolicies, [POLICIES_KEY]);
    return standardsOf(rows.get(POLICIES_KEY)?.doc, staff);
  }

  /** What everybody who ever maintained a client is judged by. */
  async standardsFor(row: DutyRow): Promise<Standards> {
    return await this.standardsForAll([row]);
  }

  /** The policy in force at an instant. */
  async policyAt(instant: string): Promise<CadencePolicy> {
    return policyOn((await this.standards()).policies, toShanghaiDate(instant));
  }

  private async all<Doc extends object>(name: string, find: Find): Promise<readonly Doc[]> {
    const docs: Doc[] = [];
    for await (const page of this.pages<Doc>(name, find)) docs.push(...page);
    return docs;
  }

  /** Where rows are read on the thread that answers, it is given to others after each page. */
  private async *pages<Doc extends object>(name: string, find: Find): AsyncGenerator<readonly Doc[]> {
    for (let after: string | undefined; ;) {
      const page = await this.views.openFind<Doc>({ name }, { ...find, ...(after !== undefined && { after }) });
      yield page.rows.map(({ doc }) => doc);
      after = page.next;
      if (after === undefined) return;
      await nextTurn();
    }
  }
}
