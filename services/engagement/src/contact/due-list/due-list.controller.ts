import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock } from '@pcrm/event-sourcing';
import { isoWeek, toShanghaiDate } from '@pcrm/contracts';
import { Fails, Caller, IdParam, Requires, Views, type CallerIdentity, type Page } from '@pcrm/platform';
import { staffWeekContactsName } from '../contact-duties.table.js';
import { dueClients, type DueClient } from '../due-ranking.js';
import { dutiesOn, type DueReason } from '../due-reasons.js';
import type { DutyRow, Since } from '../duty-row.js';
import { DutyReading } from '../duty-reading.adapter.js';
import { countWeek, weeklyNeed, type StaffWeeks } from '../week.js';
import { dueWording, type Wording } from './due-wording.js';
import { DueQuery } from './due-list.dto.js';

type DueLine = Omit<DueClient, 'reasons'> & {
  readonly reasons: readonly (DueClient['reasons'][number] & { readonly text: Wording })[];
};
type DuePage = Page<DueLine> & {
  readonly asOf: string;
  readonly total: number;
  /** C1 of the running week, and C8: what the book asks a week. */
  readonly week: {
    readonly week: string;
    readonly target: number;
    readonly done: number;
    readonly need: { readonly clients: number; readonly credits: number };
  };
};

/** The duties of one client that run on a day. */
type ClientDuties = { readonly asOf: string; readonly items: readonly DueReason[] };
/** From when on something held, and the id of the message that said it. */
type SaidBy = readonly { readonly from: string; readonly message: string }[];
/** What a client's duties rest on. */
type DutyEvidence = {
  readonly asOf: string;
  readonly intervals: { readonly maintained: SaidBy; readonly tiers: SaidBy; readonly potentials: SaidBy };
  /** `C3:2026-06` waived, and by which message. */
  readonly waivers: DutyRow['waivers'];
  readonly duties: readonly Pick<DueReason, 'rule' | 'period' | 'status' | 'contacts' | 'policyVersion'>[];
};

/** Who is due, and why (C0–C9). */
@ApiTags('duties')
@Controller('duties')
export class DueListController {
  constructor(
    @Inject(DutyReading) private readonly duties: DutyReading,
    @Inject(Views) private readonly views: Views,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The due list of oneself, or of a member of staff of the scope: most pressing first, each row says why. */
  @Get('due')
  @Requires('duty.read')
  @Fails(404)
  async due(@Query() { staffId, limit, after }: DueQuery, @Caller() caller: CallerIdentity): Promise<DuePage> {
    const { staff, rows, standards } = await this.duties.book(staffId ?? caller.staffId, caller.scope);
    const asOf = toShanghaiDate(this.clock.now());
    const due = dueClients(rows, staff.staffId, asOf, standards);
    const from = Number(after ?? 0);
    const items = due.slice(from, from + limit).map(worded);
    const known = (
      await this.views.open<{ [staff: string]: StaffWeeks }>({ name: staffWeekContactsName }, [staff.staffId])
    ).get(staff.staffId);
    const { week, target, clients } = countWeek(staff.staffId, isoWeek(asOf), known?.doc[staff.staffId], standards);
    return {
      items,
      ...(from + limit < due.length && { next: String(from + limit) }),
      asOf,
      total: due.length,
      week: { week, target, done: clients.length, need: weeklyNeed(rows, asOf, standards) },
    };
  }

  /** Every duty of one client that runs today, fulfilled ones too. */
  @Get('clients/:clientId')
  @Requires('duty.read')
  async ofClient(@IdParam('clientId') clientId: string, @Caller() { scope }: CallerIdentity): Promise<ClientDuties> {
    const row = await this.duties.client(clientId, scope);
    const asOf = toShanghaiDate(this.clock.now());
    return { asOf, items: dutiesOn(row, asOf, await this.duties.standardsFor(row)) };
  }

  /** Ids of the messages and contacts that a client's duties rest on, and the policy versions. */
  @Get('clients/:clientId/why')
  @Requires('duty.read')
  async why(@IdParam('clientId') clientId: string, @Caller() { scope }: CallerIdentity): Promise<DutyEvidence> {
    const row = await this.duties.client(clientId, scope);
    const asOf = toShanghaiDate(this.clock.now());
    const duties = dutiesOn(row, asOf, await this.duties.standardsFor(row));
    const { maintained, tiers, potentials } = row;
    return {
      asOf,
      intervals: { maintained: saidBy(maintained), tiers: saidBy(tiers), potentials: saidBy(potentials) },
      waivers: row.waivers,
      duties: duties.map(({ rule, period, status, contacts, policyVersion }) => ({
        rule,
        period,
        status,
        contacts,
        policyVersion,
      })),
    };
  }
}

const saidBy = (list: readonly Since<unknown>[]): SaidBy => list.map(({ from, _by }) => ({ from, message: _by }));

const worded = ({ reasons, ...client }: DueClient): DueLine => ({
  ...client,
  reasons: reasons.map((reason) => ({ ...reason, text: dueWording(reason, reason.daysLeft) })),
});
