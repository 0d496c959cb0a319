import type {
  Channel,
  ConsentPurpose,
  ConsentState,
  Occupation,
  Orientation,
  SigningStage,
  Tier,
} from '@pcrm/contracts';

/** What a member of staff did, as a line of the demo folder: the replay turns each into a request of theirs. */
type ActBody =
  | {
      readonly act: 'assign';
      readonly moves: readonly { readonly clientNo: string; readonly staffId: string }[];
      readonly reason?: string;
    }
  | { readonly act: 'attachAdviser'; readonly clientNo: string; readonly staffId: string }
  | { readonly act: 'markPotential'; readonly clientNo: string; readonly targetTier: Tier; readonly reason: string }
  | ContactAct
  | { readonly act: 'withdrawPotential'; readonly clientNo: string; readonly reasonCode: string }
  | { readonly act: 'advance'; readonly clientNo: string; readonly to: SigningStage; readonly reason?: string }
  | { readonly act: 'nextStep'; readonly clientNo: string; readonly on: string }
  | { readonly act: 'hold'; readonly clientNo: string; readonly reason: string }
  | { readonly act: 'resume'; readonly clientNo: string }
  | { readonly act: 'terminate'; readonly clientNo: string; readonly reasonCode: string; readonly reason: string }
  | FileAct
  | { readonly act: 'consents'; readonly clientNo: string; readonly changes: readonly ConsentAnswer[] }
  | {
      readonly act: 'waive';
      readonly clientNo: string;
      readonly rule: 'C3' | 'C4';
      readonly period: string;
      readonly reason: string;
    }
  | { readonly act: 'confirmPlan' }
  | { readonly act: 'confirmMessages' };
export type ContactAct = {
  readonly act: 'contact';
  readonly clientNo: string;
  readonly channel: Channel;
  readonly reached: boolean;
  readonly purpose: string;
  readonly outcome: string;
  readonly nextStepOn?: string;
  /** A short communication report handed in with the contact. */
  readonly report?: { readonly needs: string; readonly feedback: string };
};
export type ConsentAnswer = {
  readonly purpose: ConsentPurpose;
  readonly channel: Channel;
  readonly state: ConsentState;
};
/** What was found out of the file's minimum. */
export type FileAct = {
  readonly act: 'file';
  readonly clientNo: string;
  readonly occupation?: Occupation;
  readonly orientation?: Orientation;
  readonly preferredChannel?: Channel;
};
/** `at`: instant in UTC; `actor`: the member of staff. */
export type Act = { readonly at: string; readonly actor: string } & ActBody;
export type ActKind = Act['act'];
