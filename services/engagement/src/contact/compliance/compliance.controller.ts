import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock } from '@pcrm/event-sourcing';
import { toShanghaiDate } from '@pcrm/contracts';
import { Fails, Caller, IdParam, Requires, type CallerIdentity } from '@pcrm/platform';
import { ClosedPeriods } from '../contacting.tokens.js';
import { DutyReading } from '../duty-reading.adapter.js';
import { ComplianceReading } from './compliance-reading.adapter.js';
import { ClientComplianceQuery, PeriodsQuery, StaffComplianceQuery } from './compliance.dto.js';
import {
  addedUp,
  byOutlet,
  clientCompliance,
  evidenceOf,
  oldestFirst,
  type BookCompliance,
  type OutletCompliance,
  type PeriodEvidence,
  type PeriodLine,
  type PeriodVerdicts,
  type StaffCompliance,
  type StaffLine,
} from './compliance.query.js';

/** 联系合规: by client, by staff, by outlet and by period. */
@ApiTags('compliance')
@Controller('compliance')
export class ComplianceController {
  constructor(
    @Inject(DutyReading) private readonly duties: DutyReading,
    @Inject(ComplianceReading) private readonly reading: ComplianceReading,
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
    const asOf = toShanghaiDate(this.clock.now());
    if (scope.kind === 'own') return summed(asOf, [await this.reading.ofStaff(staffId, scope, asOf)]);
    const lines = await this.reading.ofOutlet(query.outletId ?? outletId, scope, asOf);
    return summed(
      asOf,
      lines.filter(({ clients, strip }) => clients > 0 || strip.length > 0),
    );
  }

  /** The running periods by outlet: sums over its people, and how many managers have reached this week's target. */
  @Get('outlets')
  @Requires('compliance.read')
  async outlets(@Caller() { scope }: CallerIdentity): Promise<OutletCompliance> {
    const asOf = toShanghaiDate(this.clock.now());
    return { asOf, items: byOutlet(await this.reading.everywhere(scope, asOf)) };
  }

  /** Clients of a member of staff and how they stand in the running periods. */
  @Get('clients')
  @Requires('compliance.read')
  @Fails(404)
  async clients(@Query() query: ClientComplianceQuery, @Caller() caller: CallerIdentity): Promise<BookCompliance> {
    const { rows, standards } = await this.duties.book(query.staffId ?? caller.staffId, caller.scope);
    const asOf = toShanghaiDate(this.clock.now());
    return { asOf, items: rows.flatMap((row) => clientCompliance(row, asOf, standards)) };
  }

  /** Verdicts on closed periods by rule: of a member of staff or an outlet of the scope. */
  @Get('periods')
  @Requires('compliance.read')
  @Fails(404)
  async periods(@Query() query: PeriodsQuery, @Caller() caller: CallerIdentity): Promise<PeriodVerdicts> {
    const [of, owner] = await this.owner(query, caller);
    const items = await this.reading.verdicts(of, owner);
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
    const items = oldestFirst(Object.values(closed)).map(
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
    return { items: oldestFirst(Object.values(closed)).map(evidenceOf) };
  }

  private async owner(
    { staffId, outletId }: PeriodsQuery,
    caller: CallerIdentity,
  ): Promise<readonly ['staff' | 'outlet', string]> {
    if (staffId !== undefined || caller.scope.kind === 'own')
      return ['staff', (await this.duties.staff(staffId ?? caller.staffId, caller.scope)).staffId];
    return ['outlet', this.duties.outlet(outletId ?? caller.outletId, caller.scope)];
  }
}

const summed = (asOf: string, items: readonly StaffLine[]): StaffCompliance => ({
  asOf,
  items,
  outlet: addedUp(items.map(({ rules }) => rules)),
});
