import type { Registered, ServiceDefinition } from '@pcrm/event-sourcing';
import { contractSchemas, topicOf } from '@pcrm/contracts';
import { cadencePolicy } from './contact/cadence-policy.js';
import { cadencePolicies } from './contact/cadence-policy/cadence-policies.projection.js';
import { contact } from './contact/contact.js';
import { contactDuties } from './contact/contact-duties/contact-duties.projection.js';
import { contactPeriods } from './contact/contact-periods.js';
import { endMonth, endWeek } from './contact/end-periods/end-periods.js';
import { periodEnds } from './contact/end-periods/period-ends.agenda.js';
import { leaves } from './contact/leaves.js';
import { periodHistory } from './contact/period-history/period-history.projection.js';
import { staffWeeks } from './contact/staff-weeks/staff-weeks.projection.js';
import { dutyWaivers } from './contact/waivers.js';
import { weeklyTarget } from './contact/weekly-target.js';
import { recountPeriods } from './contact/when-contact-logged/recount-period.js';
import { recountWeek } from './contact/when-contact-logged/recount-week.js';
import { recountWhenContactLogged } from './contact/when-contact-logged/recount-when-contact-logged.js';
import { waiveClosedPeriod } from './contact/when-duty-waived/waive-closed-period.js';
import { waiveWhenDutyWaived } from './contact/when-duty-waived/waive-when-duty-waived.js';
import { recountQuarters } from './contact/when-leave-recorded/recount-quarters.js';
import { recountQuartersWhenLeaveRecorded } from './contact/when-leave-recorded/recount-quarters-when-leave-recorded.js';
import { recountTargets } from './contact/when-leave-recorded/recount-targets.js';
import { recountWeeksWhenLeaveRecorded } from './contact/when-leave-recorded/recount-weeks-when-leave-recorded.js';
import { closeContactPeriods } from './contact/when-month-ended/close-contact-periods.js';
import { closeWhenMonthEnded } from './contact/when-month-ended/close-when-month-ended.js';
import { nameHolders } from './contact/when-month-ended/name-holders.js';
import { closeWeeklyTarget } from './contact/when-week-ended/close-weekly-target.js';
import { closeWhenWeekEnded } from './contact/when-week-ended/close-when-week-ended.js';
import { dailyPlan } from './plan/daily-plan.js';
import { progressTable } from './pursue/progress-table/progress-table.projection.js';
import { pursuit } from './pursue/pursuit.js';
import { followMaintainer } from './pursue/when-client-assigned/follow-maintainer.js';
import { followWhenClientAssigned } from './pursue/when-client-assigned/follow-when-client-assigned.js';
import { notePotential, withdrawPotential } from './pursue/when-client-marked-potential/note-potential.js';
import { openWhenClientMarkedPotential } from './pursue/when-client-marked-potential/open-when-client-marked-potential.js';
import { noteSigningRefused, noteUpgrade } from './pursue/when-client-upgraded/note-signing.js';
import { winWhenClientUpgraded } from './pursue/when-client-upgraded/win-when-client-upgraded.js';
import { endFollowUp } from './pursue/when-follow-up-terminated/end-follow-up.js';
import { endWhenFollowUpTerminated } from './pursue/when-follow-up-terminated/end-when-follow-up-terminated.js';
import { publishEngagementEvents } from './say/publish-engagement-events.js';

/** Decisions by name, from the names they have in code. */
const registered = (
  aggregate: Registered['aggregate'],
  decisions: { readonly [name: string]: Registered['decide'] },
): { readonly [name: string]: Registered } =>
  Object.fromEntries(
    Object.entries(decisions).map(([name, decide]) => [`${aggregate.name}.${name}`, { aggregate, decide }]),
  );

/** Everything engagement is: pursuing potentials, contacting clients, planning the day. */
export const engagementDefinition: ServiceDefinition = {
  name: 'engagement',
  aggregates: [pursuit, contact, cadencePolicy, contactPeriods, weeklyTarget, dutyWaivers, leaves, dailyPlan],
  say: publishEngagementEvents,
  hears: [topicOf('clients'), topicOf('allocation'), topicOf('engagement')],
  contracts: contractSchemas,
  projections: [progressTable, contactDuties, staffWeeks, cadencePolicies, periodHistory],
  reactions: [
    followWhenClientAssigned,
    openWhenClientMarkedPotential,
    winWhenClientUpgraded,
    endWhenFollowUpTerminated,
    recountWhenContactLogged,
    waiveWhenDutyWaived,
    recountWeeksWhenLeaveRecorded,
    recountQuartersWhenLeaveRecorded,
    closeWhenMonthEnded,
    closeWhenWeekEnded,
  ],
  agendas: [periodEnds],
  handlers: {
    ...registered(pursuit, {
      followMaintainer,
      notePotential,
      withdrawPotential,
      noteUpgrade,
      noteSigningRefused,
      endFollowUp,
    }),
    ...registered(contactPeriods, {
      endMonth,
      nameHolders,
      closeContactPeriods,
      recountPeriods,
      recountQuarters,
      waiveClosedPeriod,
    }),
    ...registered(weeklyTarget, { endWeek, closeWeeklyTarget, recountWeek, recountTargets }),
  },
};
