import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cadencePolicies, policyOn } from '../api/engagement.js';
import { useView } from '../live/use-view.js';
import { useMay, useToday } from '../shell/session.js';

/** The contact rules in force, in their own numbers; what is odd about them is said. */
export function Cadence(): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const asked = useView(['cadence-policies'], ({ signal }) => cadencePolicies({ signal }), {
    views: ['cadence-policies'],
    enabled: useMay('cadence-policy.read'),
  });
  const policy = asked.data && policyOn(asked.data.items, today);
  if (!policy) return null;
  const { version, weeklyClients, credits, monthlyCredits, findings } = policy;
  const numbers = {
    version,
    weekly: weeklyClients,
    ...{ phone: credits.phone ?? 0, meeting: credits.meeting ?? 0 },
    ...{ diamond: monthlyCredits.diamond ?? 0, platinum: monthlyCredits.platinum ?? 0 },
  };
  return (
    <span className="muted">
      {t('compliance.why', numbers)}
      {findings.some(({ code }) => code === 'TierInversion') && (
        <span className="soon"> {t('compliance.inversion')}</span>
      )}
    </span>
  );
}
