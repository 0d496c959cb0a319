import type { Fact } from '@pcrm/event-sourcing';
import type { Channel, ImportantDay, Occupation, Orientation, Tier } from '@pcrm/contracts';

/** 客户 became known: registered by hand or taken over from the bank's older records. */
export type ClientRegistered = Fact<
  'ClientRegistered',
  {
    readonly clientId: string;
    readonly clientNo: string;
    readonly outletId: string;
    readonly name: string | null;
    readonly phone: string | null;
    readonly registeredOn: string;
    readonly signed?: { readonly tier: Tier; readonly signedOn: string };
    /** Annual daily average of the older records, in fen. */
    readonly openingAverageFen?: number;
  }
>;

/** What the VIP file 贵宾客户个人档案 holds of a client's identity and ways. Only what is given changes. */
export type FileFields = {
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly idNumber?: string | null;
  readonly occupation?: Occupation;
  readonly orientation?: Orientation;
  readonly preferredChannel?: Channel;
};
export type FileUpdated = Fact<
  'FileUpdated',
  FileFields & { readonly clientId: string; readonly minimumMissing: readonly FilePart[]; readonly updatedAt: string }
>;
export type ImportantDateRecorded = Fact<
  'ImportantDateRecorded',
  {
    readonly clientId: string;
    readonly kind: 'birthday';
    readonly date: ImportantDay | null;
    readonly recordedOn: string;
  }
>;
/** Somebody read personal data unmasked, and why. */
export type PersonalDataRevealed = Fact<
  'PersonalDataRevealed',
  {
    readonly clientId: string;
    readonly by: string;
    readonly purpose: string;
    readonly fields: readonly string[];
    readonly at: string;
  }
>;
export type ClientEvent = ClientRegistered | FileUpdated | ImportantDateRecorded | PersonalDataRevealed;

/** The file's minimum that signing asks for (P5); consents are asked beside it. */
export const FILE_MINIMUM = [
  'name',
  'phone',
  'id',
  'birthday',
  'occupation',
  'orientation',
  'preferredChannel',
] as const;
export type FilePart = (typeof FILE_MINIMUM)[number];
