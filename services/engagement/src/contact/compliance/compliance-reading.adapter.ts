import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { isoWeek } from '@pcrm/contracts';
import { Views, type Scope } from '@pcrm/platform';
import { staffWeekContactsName } from '../contact-duties.table.js';
import { DutyReading } from '../duty-reading.adapter.js';
import { policyAt, type Standards } from '../obligations.js';
import { PERIOD_VIEWS, type PeriodTotals } from '../period-totals.js';
import type { StaffRow } from '../staff-row.js';
import { countWeek, needOf, type StaffWeeks } from '../week.js';
import { AskedTogether } from './asked-together.js';
import { leavesFrom, type PeriodVerdicts, type StaffLine } from './compliance.query.js';
import { booksOf, wholeBook, withClients, type HeldBook } from './held-book.js';

const STRIP_WEEKS = 13;
type Lines = readonly StaffLine[];

/** Reads how books stand in the running periods, page by page: whoever else waits for the thread gets their turn in between. */
@Injectable()
export class ComplianceReading {
  private readonly asked = new AskedTogether<Lines>(() => nextTurn());

  constructor(
    @Inject(DutyReading) private readonly duties: DutyReading,
    @Inject(Views) private readonly views: Views,
  ) {}

  /** The line of a member of staff of the scope over all their clients in it, else 404. */
  async ofStaff(staffId: string, scope: Scope, asOf: string): Promise<StaffLine> {
    const { staff, rows, standards } = await this.duties.book(staffId, scope);
    return await this.line(wholeBook(staff, rows, asOf, standards), staff, asOf);
  }

  /** The lines of an outlet of the scope, else 404: of whoever works there, and of whoever holds clients there. */
  async ofOutlet(outletId: string | undefined, scope: Scope, asOf: string): Promise<Lines> {
    return await this.together(asOf, this.duties.outlet(outletId, scope));
  }

  /** The lines of each outlet the scope may see; none for whoever sees only their own clients. */
  async everywhere(scope: Scope, asOf: string): Promise<Lines> {
    if (scope.kind === 'outlet') return await this.together(asOf, scope.outletId);
    return scope.kind === 'all' ? await this.together(asOf) : [];
  }

  /** Verdicts on closed periods of a member of staff or an outlet, by rule; whoever asks minds the scope. */
  async verdicts(of: keyof typeof PERIOD_VIEWS, owner: string): Promise<PeriodVerdicts['items']> {
    const rows = await this.views.open<PeriodTotals>({ name: PERIOD_VIEWS[of] }, [owner]);
    return Object.entries(rows.get(owner)?.doc[owner] ?? {}).map(([key, verdicts]) => {
      return { rule: key.slice(0, 2), period: key.slice(3), verdicts };
    });
  }

  /** The same of one outlet, or of all, for whoever may see it: worked out once for all who ask at the same time. */
  private together(asOf: string, outletId?: string): Promise<Lines> {
    return this.asked.ask(JSON.stringify([asOf, outletId]), () => this.lines(asOf, outletId));
  }

  private async lines(asOf: string, outletId?: string): Promise<Lines> {
    const atWork = await this.duties.atWork(outletId);
    let books = booksOf(atWork);
    for await (const rows of this.duties.heldIn(outletId))
      books = withClients(books, rows, asOf, await this.duties.standardsForAll(rows));
    const lines: StaffLine[] = [];
    for (const book of [...books.values()].toSorted(byStaff)) {
      lines.push(await this.line(book, await this.duties.person(book.staffId), asOf));
      await nextTurn();
    }
    return lines;
  }

  private async line(book: HeldBook, staff: StaffRow, asOf: string): Promise<StaffLine> {
    const { credits, ...held } = book;
    const { name, role } = staff;
    const standards = await this.duties.standards([staff]);
    const need = needOf(book.clients, credits, policyAt(standards, asOf));
    return { ...held, name, role, need, ...(await this.atTheirPost(book, staff, asOf, standards)) };
  }

  /** C1 and leave are asked where somebody works: of who moved or left, an outlet is owed their clients' duties alone. */
  private async atTheirPost(
    { outletId }: HeldBook,
    staff: StaffRow,
    asOf: string,
    standards: Standards,
  ): Promise<Pick<StaffLine, 'week' | 'strip' | 'leaves'>> {
    const running = isoWeek(asOf);
    if (staff.departedOn !== null || (staff.outletId ?? null) !== outletId)
      return { week: { week: running, target: 0, done: 0 }, strip: [], leaves: [] };
    const { week, target, clients } = countWeek(staff.staffId, running, await this.weeksOf(staff), standards);
    return {
      week: { week, target, done: clients.length },
      strip: staff.weeks.slice(-STRIP_WEEKS),
      leaves: leavesFrom(staff, asOf),
    };
  }

  private async weeksOf({ staffId }: StaffRow): Promise<StaffWeeks | undefined> {
    const view = { name: staffWeekContactsName };
    const rows = await this.views.open<{ readonly [staff: string]: StaffWeeks }>(view, [staffId]);
    return rows.get(staffId)?.doc[staffId];
  }
}

const byStaff = (a: HeldBook, b: HeldBook): number => (a.staffId < b.staffId ? -1 : 1);
