import type { Projection, Totals } from '@pcrm/event-sourcing';
import type {
  AllocationMessage,
  ClientsMessage,
  ContactLogged,
  EngagementMessage,
  OpportunityAdvanced,
  OpportunityOpened,
  SigningStage,
} from '@pcrm/contracts';
import { maskedName } from '@pcrm/contracts';
import {
  emptyProgress,
  indexed,
  type ProgressRow,
  type PursuedContact,
  type ShownOpportunity,
} from '../progress-row.js';

type Heard = ClientsMessage | AllocationMessage | EngagementMessage;

/** How many opportunities stand at which stage: of one manager or of one outlet. */
export type StageCounts = {
  readonly open: number;
  readonly onHold: number;
  readonly stages: { readonly [S in SigningStage]?: number };
};
const counts: Omit<Totals<ProgressRow, StageCounts>, 'name' | 'of' | 'by'> = {
  indexes: {},
  initial: () => ({ open: 0, onHold: 0, stages: {} }),
  add: (total, { opportunity, open }) =>
    opportunity
      ? {
          open: total.open + (open ? 1 : 0),
          onHold: total.onHold + (opportunity.onHold ? 1 : 0),
          stages: { ...total.stages, [opportunity.stage]: (total.stages[opportunity.stage] ?? 0) + 1 },
        }
      : total,
};
export const stageCountsByStaff: Totals<ProgressRow, StageCounts> = {
  ...counts,
  name: 'stage-counts-by-staff',
  of: ({ staffId }) => (staffId ? [staffId] : []),
  by: 'manager',
};
export const stageCountsByOutlet: Totals<ProgressRow, StageCounts> = {
  ...counts,
  name: 'stage-counts-by-outlet',
  of: ({ outletId }) => (outletId ? [outletId] : []),
  by: 'outlet',
};

type OfOne = { readonly opportunityId: string };
/** Changes the shown opportunity when it is the one meant. */
function changing(
  row: ProgressRow | undefined,
  { opportunityId }: OfOne,
  change: Partial<ShownOpportunity>,
  fact: string,
): ProgressRow | undefined {
  const shown = row?.opportunity;
  if (shown?.opportunityId !== opportunityId) return row;
  return indexed({
    ...row,
    opportunity: { ...shown, ...change, _evidence: [...shown._evidence, fact].slice(-50) },
  } as ProgressRow);
}

function opened(row: ProgressRow, data: OpportunityOpened, fact: string): ProgressRow {
  if (row.opportunity?.opportunityId === data.opportunityId) return row;
  const { opportunityId, outletId, staffId, targetTier, currentTier, openedAt } = data;
  const earlier = row.opportunity ? [row.opportunity, ...row.earlier].slice(0, 5) : row.earlier;
  const opportunity: ShownOpportunity = {
    opportunityId,
    outletId,
    staffId,
    targetTier,
    currentTier,
    stage: 'ALLOCATED',
    stageSince: openedAt,
    openedAt,
    onHold: false,
    nextStepOn: null,
    reasonCode: null,
    askedAt: null,
    _evidence: [fact],
  };
  return indexed({ ...row, earlier, opportunity });
}

/** The client is with this member of staff, or with nobody, of this outlet from now on. */
const placedWith = (
  row: ProgressRow | undefined,
  clientId: string,
  placed: NonNullable<ProgressRow['placed']>,
): ProgressRow => indexed({ ...(row ?? emptyProgress(clientId)), placed });

const stepTo = ({
  to,
  from,
  staffId,
  outletId,
  targetTier,
  advancedAt,
}: OpportunityAdvanced): Partial<ShownOpportunity> => ({
  stage: to,
  ...(to !== from && { stageSince: advancedAt }),
  ...(to === 'SIGNING' && { askedAt: advancedAt }),
  staffId,
  outletId,
  targetTier,
  reasonCode: null,
});

const KEPT_CONTACTS = 20;
const earlierOf = (one: PursuedContact, other: PursuedContact): number =>
  one.at + one.id < other.at + other.id ? -1 : 1;

/** The newest word about a contact holds: corrected, withdrawn. */
function logged(contacts: ProgressRow['contacts'], data: ContactLogged): ProgressRow['contacts'] {
  const { contactId: id, contactAt: at, reached, nextStepOn = null, withdrawn } = data;
  const others = contacts.filter((each) => each.id !== id);
  const standing = (withdrawn ? others : [...others, { id, at, reached, nextStepOn }]).toSorted(earlierOf);
  const kept = [true, false].flatMap((kind) => standing.filter((each) => each.reached === kind).slice(-KEPT_CONTACTS));
  return kept.toSorted(earlierOf);
}

/** 商机进程表: one row per client with an opportunity (P1), what its gate still lacks, and a refusal to sign. */
export const progressTable: Projection<ProgressRow, Heard> = {
  name: 'progress-table',
  version: 5,
  indexes: {
    own: ['staffIds[]', 'stagePlace', 'stageSince'],
    manager: ['staffId', 'stagePlace', 'stageSince'],
    outlet: ['outletId', 'stagePlace', 'stageSince'],
    all: ['stagePlace', 'stageSince'],
    opportunity: ['opportunityIds[]'],
  },
  belongs: ({ outletId, staffIds }) => ({ outletId, staffIds }),
  totals: [stageCountsByStaff, stageCountsByOutlet],
  on: {
    ClientRegistered: (row, { data: { clientId, name } }) => ({
      ...(row ?? emptyProgress(clientId)),
      name: maskedName(name),
    }),
    ClientFileUpdated: (row, { data: { clientId, name, minimumMissing } }) => ({
      ...(row ?? emptyProgress(clientId)),
      ...(name !== undefined && { name: maskedName(name) }),
      missing: minimumMissing,
    }),
    ConsentChanged: (row, { data: { clientId } }) => ({ ...(row ?? emptyProgress(clientId)), consented: true }),
    ClientErased: (row) => row && { ...row, name: null },
    SigningRefused: (row, { data: { clientId, opportunityId, code, refusedAt } }) => ({
      ...(row ?? emptyProgress(clientId)),
      refusal: { opportunityId, code, refusedAt },
    }),
    ClientAssigned: (row, { data: { clientId, staffId, outletId } }) =>
      placedWith(row, clientId, { staffId, outletId }),
    ClientReassigned: (row, { data: { clientId, staffId, outletId } }) =>
      placedWith(row, clientId, { staffId, outletId }),
    ClientReleased: (row, { data: { clientId, outletId } }) => placedWith(row, clientId, { staffId: null, outletId }),
    ClientTransferred: (row, { data: { clientId, toOutletId: outletId } }) =>
      placedWith(row, clientId, { staffId: null, outletId }),
    AdviserAttached: (row, { data: { clientId, staffId } }) => {
      const known = row ?? emptyProgress(clientId);
      return indexed({ ...known, advisers: [...known.advisers.filter((adviser) => adviser !== staffId), staffId] });
    },
    AdviserDetached: (row, { data: { staffId } }) =>
      row && indexed({ ...row, advisers: row.advisers.filter((adviser) => adviser !== staffId) }),
    OpportunityOpened: (row, { id, data }) => opened(row ?? emptyProgress(data.clientId), data, id),
    OpportunityAdvanced: (row, { id, data }) => changing(row, data, stepTo(data), id),
    OpportunityChanged: (row, { id, data }) => {
      const { staffId, outletId, targetTier, onHold, nextStepOn } = data;
      return changing(row, data, { staffId, outletId, targetTier, onHold, nextStepOn }, id);
    },
    OpportunityWon: (row, { id, data }) =>
      changing(row, data, { stage: 'SIGNED', stageSince: data.wonAt, onHold: false }, id),
    OpportunityLost: (row, { id, data }) =>
      changing(
        row,
        data,
        { stage: 'TERMINATED', stageSince: data.lostAt, onHold: false, reasonCode: data.reasonCode },
        id,
      ),
    ContactLogged: (row, { data }) => {
      const known = row ?? emptyProgress(data.clientId);
      return { ...known, contacts: logged(known.contacts, data) };
    },
    ReportSubmitted: (row, { data: { clientId, contactId, opportunityId, contactAt } }) => {
      const known = row ?? emptyProgress(clientId);
      const others = known.reports.filter((report) => report.contactId !== contactId);
      return {
        ...known,
        reports: [...others, { contactId, opportunityId: opportunityId ?? null, contactAt }].slice(-20),
      };
    },
  },
};
