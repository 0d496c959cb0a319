import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock } from '@pcrm/event-sourcing';
import { isoWeek, toShanghaiDate } from '@pcrm/contracts';
import { Fails, Caller, found, IdParam, Requires, Views, type CallerIdentity } from '@pcrm/platform';
import { ClosedPeriods } from '../contacting.tokens.js';
import { staffWeekContactsName } from '../contact-duties.table.js';
import { DutyReading } from '../duty-reading.adapter.js';
import { PERIOD_VIEWS, type PeriodTotals } from '../period-totals.js';
import type { StaffRow } from '../staff-row.js';
import { countWeek, weeklyNeed, type StaffWeeks } from '../week.js';
import { ClientComplianceQuery, PeriodsQuery, StaffComplianceQuery } from './compliance.dto.js';
import {
  addedUp,
  bookCompliance,
  byOutlet,
  clientCompliance,
  leavesFrom,
  type BookCompliance,
  type OutletCompliance,
  type PeriodEvidence,
  type PeriodLine,
  type PeriodVerdicts,
  type StaffCompliance,
  type StaffLine,
} from './compliance.query.js';

const STRIP_WEEKS = 13;

/** 联系合规: by client, by staff, by outlet and by period. */
@ApiTags('compliance')
@Controller('compliance')
export class ComplianceController {
  constructor(
    @Inject(DutyReading) private readonly duties: DutyReading,
    @Inject(Views) private readonly views: Views,
    @Inject(ClosedPeriods) private readonly closed: ClosedPeriods,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The running periods and the 13-week strip: one's own line, or everybody's of the outlet with their sum. */
  @Get('staff')
  @Requires('compliance.read')
  @Fails(404)
  async staff(
    @Query() query: StaffComplianceQuery,
    @Caller() { scope, staffId, outletId }: CallerIdentity,
  ): Promise<StaffCompliance> {
    const own = scope.kind === 'own';
    const asked = query.outletId ?? outletId;
    const staff = own ? [await this.duties.staff(staffId, scope)] : await this.duties.staffOf(found(asked), scope);
    const asOf = toShanghaiDate(this.clock.now());
    const lines = await Promise.all(staff.map((row) => this.line(row, asOf)));
    const items = lines.filter(({ clients, strip }) => own || clients > 0 || strip.length > 0);
    return { asOf, items, outlet: addedUp(items.map(({ rules }) => rules)) };
  }

  /** The running periods by outlet: sums over its people, and how many managers have reached this week's target. */
  @Get('outlets')
  @Requires('compliance.read')
  async outlets(@Caller() { scope }: CallerIdentity): Promise<OutletCompliance> {
    const asOf = toShanghaiDate(this.clock.now());
    const staff = await this.duties.everybody(scope);
    const lines = await Promise.all(staff.map((row) => this.line(row, asOf)));
    return { asOf, items: byOutlet(lines) };
  }

  /** Clients of a member of staff and how they stand in the running periods. */
  @Get('clients')
  @Requires('compliance.read')
  @Fails(404)
  async clients(@Query() query: ClientComplianceQuery, @Caller() caller: CallerIdentity): Promise<BookCompliance> {
    const staff = await this.duties.staff(query.staffId ?? caller.staffId, caller.scope);
    const [rows, standards] = await Promise.all([this.duties.bookOf(staff), this.duties.standards([staff])]);
    const asOf = toShanghaiDate(this.clock.now());
    return { asOf, items: rows.flatMap((row) => clientCompliance(row, asOf, standards)) };
  }

  /** Verdicts on closed periods by rule: of a member of staff or an outlet of the scope. */
  @Get('periods')
  @Requires('compliance.read')
  @Fails(404)
  async periods(@Query() query: PeriodsQuery, @Caller() caller: CallerIdentity): Promise<PeriodVerdicts> {
    const { view, owner } = await this.owner(query, caller);
    const totals = (await this.views.open<PeriodTotals>({ name: view }, [owner])).get(owner)?.doc[owner] ?? {};
    const items = Object.entries(totals).map(([key, verdicts]) => ({
      rule: key.slice(0, 2),
      period: key.slice(3),
      verdicts,
    }));
    return { owner, items: items.filter(({ period }) => query.period === undefined || period === query.period) };
  }

  /** Closed periods of one client, newest last. */
  @Get('clients/:clientId/periods')
  @Requires('compliance.read')
  async ofClient(
    @IdParam('clientId') clientId: string,
    @Caller() { scope }: CallerIdentity,
  ): Promise<{ readonly items: readonly PeriodLine[] }> {
    await this.duties.client(clientId, scope);
    const { closed } = (await this.closed.read(clientId)).state;
    const items = Object.values(closed).map(
      ({ rule, period, staffId, owed, done, verdict, policyVersion, closedAt }) => ({
        ...{ rule, period, staffId, owed, done, verdict, policyVersion, closedAt },
      }),
    );
    return { items };
  }

  /** What each verdict rests on: the contacts that counted, what they were worth, the policy version. */
  @Get('clients/:clientId/why')
  @Requires('compliance.read')
  async why(
    @IdParam('clientId') clientId: string,
    @Caller() { scope }: CallerIdentity,
  ): Promise<{ readonly items: readonly PeriodEvidence[] }> {
    await this.duties.client(clientId, scope);
    const { closed } = (await this.closed.read(clientId)).state;
    const items = Object.values(closed).map(
      ({ rule, period, owed, verdict, contacts, worth, waived, policyVersion }) => ({
        ...{ rule, period, owed, verdict, contacts, stretches: worth, waived, policyVersion },
      }),
    );
    return { items };
  }

  private async owner(
    { staffId, outletId }: PeriodsQuery,
    caller: CallerIdentity,
  ): Promise<{ view: string; owner: string }> {
    if (staffId !== undefined || caller.scope.kind === 'own') {
      return {
        view: PERIOD_VIEWS.staff,
        owner: (await this.duties.staff(staffId ?? caller.staffId, caller.scope)).staffId,
      };
    }
    const owner = found(outletId ?? caller.outletId);
    await this.duties.staffOf(owner, caller.scope);
    return { view: PERIOD_VIEWS.outlet, owner };
  }

  private async line(staff: StaffRow, asOf: string): Promise<StaffLine> {
    const { staffId, name, role, outletId, weeks } = staff;
    const [rows, standards] = await Promise.all([this.duties.bookOf(staff), this.duties.standards([staff])]);
    const known = (
      await this.views.open<{ [staff: string]: StaffWeeks }>({ name: staffWeekContactsName }, [staffId])
    ).get(staffId);
    const { week, target, clients } = countWeek(staffId, isoWeek(asOf), known?.doc[staffId], standards);
    return {
      staffId,
      outletId: outletId ?? null,
      name,
      role,
      clients: rows.length,
      rules: bookCompliance(rows, asOf, standards),
      week: { week, target, done: clients.length },
      need: weeklyNeed(rows, asOf, standards),
      strip: weeks.slice(-STRIP_WEEKS),
      leaves: leavesFrom(staff, asOf),
    };
  }
}
