import { codeIn } from '../shell/outlet-view.js';

/** A saved view of the compliance screen as its address has it: codes only. */
export const COMPLIANCE_TABS = ['byOutlet', 'byStaff', 'byClient', 'closed'] as const;
export type ComplianceTab = (typeof COMPLIANCE_TABS)[number];
export type ComplianceView = {
  readonly tab?: ComplianceTab;
  readonly staff?: string;
  readonly outlet?: string;
  readonly short?: '1';
};

/** The same view on another tab. One person is meant 按客户 only: elsewhere their numbers would read as the outlet's. */
export const onTab = ({ staff, ...view }: ComplianceView, tab: ComplianceTab): ComplianceView => ({
  ...view,
  tab,
  ...(tab === 'byClient' && staff && { staff }),
});

export function complianceSearch(address: Record<string, unknown>): ComplianceView {
  const tab = COMPLIANCE_TABS.find((known) => known === address['tab']);
  const staff = codeIn(address['staff']);
  const outlet = codeIn(address['outlet']);
  return {
    ...(tab && { tab }),
    ...(staff && { staff }),
    ...(outlet && { outlet }),
    ...(address['short'] === '1' && { short: '1' as const }),
  };
}
