import {
  maskedName,
  maskedPhone,
  type AllocationMessage,
  type ClientsMessage,
  type ConsentState,
  type MessageKind,
} from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';

/** A client as one who may be written to: masked, with their consents to SMS and who looks after them. */
export type RecipientRow = {
  readonly clientId: string;
  /** 王*芳; null: unknown or erased. */
  readonly name: string | null;
  readonly phone: string | null;
  /** Outlet the client belongs to. */
  readonly homeOutletId: string | null;
  /** Outlet the client was last transferred to: theirs from then on. */
  readonly transferredTo: string | null;
  readonly staffId: string | null;
  readonly staffOutletId: string | null;
  readonly consents: { readonly [purpose in MessageKind]?: ConsentState };
  readonly erased: boolean;
};
type Heard =
  | ClientsMessage
  | Extract<
      AllocationMessage,
      { type: 'ClientAssigned' | 'ClientReassigned' | 'ClientReleased' | 'ClientTransferred' }
    >;

const begun = (row: RecipientRow | undefined, clientId: string): RecipientRow =>
  row ?? {
    clientId,
    name: null,
    phone: null,
    homeOutletId: null,
    transferredTo: null,
    staffId: null,
    staffOutletId: null,
    consents: {},
    erased: false,
  };
/** Their maintainer's outlet, else the one they belong to; null: nothing was heard of it. */
export const outletOf = ({
  staffOutletId,
  transferredTo,
  homeOutletId,
}: Pick<RecipientRow, 'staffOutletId' | 'transferredTo' | 'homeOutletId'>): string | null =>
  staffOutletId ?? transferredTo ?? homeOutletId;
const kept = (row: RecipientRow, changes: Partial<RecipientRow>): RecipientRow =>
  row.erased ? row : { ...row, ...changes };
const isKind = (purpose: string): purpose is MessageKind => purpose !== 'profiling';

/** One row per client: consent, masked contact and maintainer, as the other services said them. */
export const recipients: Projection<RecipientRow, Heard> = {
  name: 'recipients',
  version: 2,
  indexes: {},
  on: {
    ClientRegistered: (row, { data: { clientId, outletId, name, phone } }) =>
      kept(begun(row, clientId), { homeOutletId: outletId, name: maskedName(name), phone: maskedPhone(phone) }),
    ClientFileUpdated: (row, { data: { clientId, name, phone } }) =>
      kept(begun(row, clientId), {
        ...(name !== undefined && { name: maskedName(name) }),
        ...(phone !== undefined && { phone: maskedPhone(phone) }),
      }),
    ConsentChanged: (row, { data: { clientId, purpose, channel, state } }) => {
      const known = begun(row, clientId);
      return channel === 'sms' && isKind(purpose)
        ? kept(known, { consents: { ...known.consents, [purpose]: state } })
        : known;
    },
    ClientErased: (_row, { data: { clientId } }) => ({ ...begun(undefined, clientId), erased: true }),
    ClientAssigned: (row, { data: { clientId, staffId, outletId } }) =>
      kept(begun(row, clientId), { staffId, staffOutletId: outletId }),
    ClientReassigned: (row, { data: { clientId, staffId, outletId } }) =>
      kept(begun(row, clientId), { staffId, staffOutletId: outletId }),
    ClientReleased: (row, { data: { clientId } }) => kept(begun(row, clientId), { staffId: null, staffOutletId: null }),
    ClientTransferred: (row, { data: { clientId, toOutletId } }) =>
      kept(begun(row, clientId), { staffId: null, staffOutletId: null, transferredTo: toOutletId }),
  },
  belongs: (row) => ({ outletId: outletOf(row) ?? undefined, staffIds: row.staffId === null ? [] : [row.staffId] }),
};
