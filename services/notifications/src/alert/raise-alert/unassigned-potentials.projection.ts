import type { AllocationMessage, ClientsMessage } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';

/** Whether a client is potential and whether anybody looks after them: what the A3 alert is derived from. */
export type UnassignedRow = {
  readonly clientId: string;
  /** Potential since, and in which outlet; null: not potential. */
  readonly potential: { readonly since: string; readonly outletId: string } | null;
  /** No alert through this date: the client declined. */
  readonly coolOffUntil: string | null;
  readonly maintained: boolean;
  /** Released on; null: never. */
  readonly releasedOn: string | null;
  /** Outlet the client was last transferred to, which then is told; null: never. */
  readonly transferredTo: string | null;
};
export type UnassignedHeard =
  | Extract<
      ClientsMessage,
      {
        type: 'ClientMarkedPotential' | 'PotentialWithdrawn' | 'ClientUpgraded' | 'FollowUpTerminated' | 'ClientErased';
      }
    >
  | Extract<
      AllocationMessage,
      { type: 'ClientAssigned' | 'ClientReassigned' | 'ClientReleased' | 'ClientTransferred' }
    >;

const begun = (row: UnassignedRow | undefined, clientId: string): UnassignedRow =>
  row ?? { clientId, potential: null, coolOffUntil: null, maintained: false, releasedOn: null, transferredTo: null };

/** One row per client who was ever potential or maintained. */
export const unassignedPotentials: Projection<UnassignedRow, UnassignedHeard> = {
  name: 'unassigned-potentials',
  version: 2,
  indexes: {},
  on: {
    ClientMarkedPotential: (row, { data: { clientId, outletId, markedOn } }) => {
      const known = begun(row, clientId);
      return { ...known, potential: { since: known.potential?.since ?? markedOn, outletId } };
    },
    PotentialWithdrawn: (row, { data: { clientId } }) => ({ ...begun(row, clientId), potential: null }),
    ClientUpgraded: (row, { data: { clientId } }) => ({ ...begun(row, clientId), potential: null }),
    FollowUpTerminated: (row, { data: { clientId, coolOffUntil } }) => ({
      ...begun(row, clientId),
      potential: null,
      coolOffUntil,
    }),
    ClientErased: (row, { data: { clientId } }) => ({ ...begun(row, clientId), potential: null }),
    ClientAssigned: (row, { data: { clientId } }) => ({ ...begun(row, clientId), maintained: true }),
    ClientReassigned: (row, { data: { clientId } }) => ({ ...begun(row, clientId), maintained: true }),
    ClientReleased: (row, { data: { clientId, from } }) => ({
      ...begun(row, clientId),
      maintained: false,
      releasedOn: from,
    }),
    ClientTransferred: (row, { data: { clientId, toOutletId, on } }) => ({
      ...begun(row, clientId),
      maintained: false,
      releasedOn: on,
      transferredTo: toOutletId,
    }),
  },
};
