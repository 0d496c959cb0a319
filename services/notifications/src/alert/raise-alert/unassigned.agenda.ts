import { addDays, shanghaiInstant, workdayAfter } from '@pcrm/contracts';
import {
  PCRM_NAMESPACE,
  tableOf,
  uuidV5,
  type Agenda,
  type Cancelled,
  type Due,
  type Known,
} from '@pcrm/event-sourcing';
import { termsKnown, termsNeeded } from '../../outreach-versions.projection.js';
import type { RaiseAlert } from './raise-alert.js';
import { unassignedPotentials, type UnassignedHeard, type UnassignedRow } from './unassigned-potentials.projection.js';

const table = tableOf(unassignedPotentials);
/** The alert holds as long as its cause: the platform may have stood still for so long. */
const TOLD_FOR_DAYS = 3_650;

/** When the head is told, as everything heard so far has it: after the workdays, not before the cool-off ends, not while maintained. */
function armed({ data: { clientId } }: UnassignedHeard, known: Known): readonly (Due | Cancelled)[] {
  const key = `unassigned:${clientId}`;
  const row = known.row<UnassignedRow>(table, clientId);
  if (!row?.potential || row.maintained) return [{ key, cancelled: true }];
  const { since } = row.potential;
  const outletId = row.transferredTo ?? row.potential.outletId;
  const from = [since, row.releasedOn ?? since, row.coolOffUntil ?? since].sort().at(-1) ?? since;
  const { unassignedWorkdays, calendar } = termsKnown(known, from);
  const last = workdayAfter(from, unassignedWorkdays, calendar);
  const dueAt = shanghaiInstant(addDays(last, 1));
  const alertId = uuidV5(PCRM_NAMESPACE, `alert|potential.unassigned|${clientId}|${from}`);
  const command: RaiseAlert = { alertId, clientId, outletId, reasonCode: 'potential.unassigned', raisedAt: dueAt };
  const issue = { handler: 'staffAlert.raise', id: clientId, command };
  return [{ key, dueAt, usefulUntil: shanghaiInstant(addDays(last, TOLD_FOR_DAYS)), issue }];
}

/** A3: a potential client whom nobody looks after within the workday is told to the outlet head. */
export const unassigned: Agenda<UnassignedHeard> = {
  name: 'unassigned',
  version: 1,
  needs: ({ data: { clientId } }) => [{ table, keys: [clientId] }, termsNeeded],
  on: {
    ClientMarkedPotential: armed,
    PotentialWithdrawn: armed,
    ClientUpgraded: armed,
    FollowUpTerminated: armed,
    ClientErased: armed,
    ClientAssigned: armed,
    ClientReassigned: armed,
    ClientReleased: armed,
    ClientTransferred: armed,
  },
};
