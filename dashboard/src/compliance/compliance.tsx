import type { ReactNode } from 'react';
import { Segmented } from 'antd';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../shell/session.js';
import { useOutlet } from '../shell/use-outlet.js';
import { Page } from '../show/page.js';
import { Cadence } from './cadence.js';
import { ByClient } from './by-client.js';
import { ByOutlet } from './by-outlet.js';
import { ByStaff } from './by-staff.js';
import { Closed } from './closed.js';
import { COMPLIANCE_TABS, complianceSearch, onTab, type ComplianceView } from './compliance-view.js';

/** 联系合规: by staff, by client, and the periods that are over. */
export function Compliance(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { outletId: own } = useSession();
  const view = useSearch({ from: '/compliance' });
  const show = (search: ComplianceView): void => void navigate({ to: '/compliance', replace: true, search });
  const look = (change: { readonly [K in keyof ComplianceView]?: ComplianceView[K] | undefined }): void =>
    show(complianceSearch({ ...view, ...change }));
  const {
    outletId: outlet,
    pick,
    instead,
  } = useOutlet({ outlet: view.outlet, onPick: (value) => look({ outlet: value, staff: undefined }) });
  const tabs = COMPLIANCE_TABS.filter((each) => each !== 'byOutlet' || own === undefined);
  const tab = tabs.find((each) => each === view.tab) ?? tabs[0] ?? 'byStaff';
  return (
    <Page title={t('nav.compliance')} beside={tab !== 'byOutlet' && pick}>
      <div className="filters">
        <Segmented
          aria-label={t('act.view')}
          value={tab}
          onChange={(value) => show(onTab(view, value))}
          options={tabs.map((value) => ({ value, label: t(`compliance.${value}`) }))}
        />
        <Cadence />
      </div>
      {tab === 'byOutlet' && <ByOutlet onOutlet={(id) => show(onTab({ ...view, outlet: id }, 'byStaff'))} />}
      {tab !== 'byOutlet' && instead}
      {!instead && tab === 'byStaff' && (
        <ByStaff outletId={outlet} onStaff={(staff) => look({ tab: 'byClient', staff })} />
      )}
      {!instead && tab === 'byClient' && <ByClient outletId={outlet} view={view} look={look} />}
      {!instead && tab === 'closed' && <Closed outletId={outlet} staffId={view.staff} />}
    </Page>
  );
}
