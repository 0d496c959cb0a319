import type { Aggregate } from '@pcrm/event-sourcing';
import type { Channel, ImportantDay, Occupation, Orientation, Tier } from '@pcrm/contracts';
import { FILE_MINIMUM, type ClientEvent, type FilePart } from './client.events.js';

/** What registration and the VIP file know of one client. Personal fields are open here and only here. */
export type Client = {
  readonly registered: boolean;
  readonly clientNo: string;
  readonly outletId: string;
  readonly signed?: { readonly tier: Tier; readonly signedOn: string };
  readonly openingAverageFen?: number;
  readonly name: string | null;
  readonly phone: string | null;
  readonly idNumber: string | null;
  readonly birthday: ImportantDay | null;
  readonly occupation?: Occupation;
  readonly orientation?: Orientation;
  readonly preferredChannel?: Channel;
};

/** 客户 and the minimum of their 贵宾客户个人档案. */
export const client: Aggregate<Client, ClientEvent> = {
  name: 'client',
  initial: () => ({
    registered: false,
    clientNo: '',
    outletId: '',
    name: null,
    phone: null,
    idNumber: null,
    birthday: null,
  }),
  evolve(state, event) {
    switch (event.type) {
      case 'ClientRegistered': {
        const { clientNo, outletId, name, phone, signed, openingAverageFen } = event.data;
        const taken = { ...(signed && { signed }), ...(openingAverageFen !== undefined && { openingAverageFen }) };
        return { ...state, registered: true, clientNo, outletId, name, phone, ...taken };
      }
      case 'FileUpdated': {
        const { clientId: _clientId, minimumMissing: _missing, updatedAt: _at, ...fields } = event.data;
        return { ...state, ...fields };
      }
      case 'ImportantDateRecorded':
        return { ...state, birthday: event.data.date };
      case 'PersonalDataRevealed':
        return state;
    }
  },
  schemas: {
    ClientRegistered: { personal: { subject: 'clientId', identity: ['name', 'phone'] } },
    FileUpdated: { personal: { subject: 'clientId', identity: ['name', 'phone', 'idNumber'] } },
    ImportantDateRecorded: { personal: { subject: 'clientId', profile: ['date'] } },
    PersonalDataRevealed: { personal: { subject: 'clientId', profile: ['purpose'] } },
  },
};

/** What the file's minimum still lacks (P5); empty when complete. */
export function minimumMissing(state: Client): readonly FilePart[] {
  const has: { readonly [P in FilePart]: boolean } = {
    name: state.name !== null,
    phone: state.phone !== null,
    id: state.idNumber !== null,
    birthday: state.birthday !== null,
    occupation: state.occupation !== undefined,
    orientation: state.orientation !== undefined,
    preferredChannel: state.preferredChannel !== undefined,
  };
  return FILE_MINIMUM.filter((part) => !has[part]);
}
