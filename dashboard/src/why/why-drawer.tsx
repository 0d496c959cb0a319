import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Side } from '../show/side.js';
import { DutiesWhyPanel } from './duties-why.js';
import { LoadWhyPanel } from './load-why.js';
import { OpportunityWhyPanel } from './opportunity-why.js';
import { StandingWhyPanel } from './standing-why.js';

/** Which number is asked about, and how whom it is about is called. */
export type Asked = { readonly name: string } & (
  | { readonly kind: 'load'; readonly staffId: string }
  | { readonly kind: 'standing' | 'duties'; readonly clientId: string }
  | { readonly kind: 'opportunity'; readonly opportunityId: string; readonly clientId: string }
);

/** What a number rests on: the numbers in it, the version of the rules, and the facts. */
export function WhyDrawer({ of, onClose }: { of: Asked; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Side wide title={t('why.title', { what: t(`why.of.${of.kind}`, { name: of.name }) })} onClose={onClose}>
      <Panel of={of} />
    </Side>
  );
}

function Panel({ of }: { of: Asked }): ReactNode {
  switch (of.kind) {
    case 'load':
      return <LoadWhyPanel staffId={of.staffId} />;
    case 'standing':
      return <StandingWhyPanel clientId={of.clientId} />;
    case 'duties':
      return <DutiesWhyPanel clientId={of.clientId} />;
    case 'opportunity':
      return <OpportunityWhyPanel opportunityId={of.opportunityId} clientId={of.clientId} />;
  }
}
