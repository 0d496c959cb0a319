import type { MessageKind } from '@pcrm/contracts';
import type { Fact } from '@pcrm/event-sourcing';

/** What a template says. `{clientName}`, `{managerName}` and `{outletName}` are known; other variables are declared and given by the one who asks. */
export type Wording = {
  readonly name: string;
  readonly kind: MessageKind;
  /** What it is for: `birthday`, `maturity`, …; null: for whatever somebody asks. */
  readonly occasion: string | null;
  readonly text: string;
  /** Variables besides the known ones. */
  readonly variables: readonly string[];
};
/** A wording in use, with the version a message can name. */
export type Template = Wording & { readonly templateId: string; readonly version: number };

/** A wording was written down: waits for a second person. A known id gets a new version. */
export type TemplateDrafted = Fact<'TemplateDrafted', Template & { readonly draftedBy: string }>;
/** Approved by a second person: in use from now on. */
export type TemplateApproved = Fact<
  'TemplateApproved',
  { readonly templateId: string; readonly version: number; readonly approvedBy: string }
>;
/** A wording that the platform brings along was taken over, as data. */
export type BuiltInTemplateAdopted = Fact<'BuiltInTemplateAdopted', Template>;
/** No longer in use; what waits with it is not sent. */
export type TemplateWithdrawn = Fact<
  'TemplateWithdrawn',
  { readonly templateId: string; readonly withdrawnBy: string }
>;

export type TemplateEvent = TemplateDrafted | TemplateApproved | BuiltInTemplateAdopted | TemplateWithdrawn;
