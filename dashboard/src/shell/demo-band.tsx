import { useEffect, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { demoProgress } from '../api/session.js';
import { useSession } from './session.js';
import { lookAgain } from './whose.js';

/** Says that the data is made up, and while the branch's history is loading, how far it is. */
export function DemoBand(): ReactNode {
  const { t } = useTranslation();
  const { demo } = useSession();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['demo'],
    queryFn: demoProgress,
    enabled: demo,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'loading' ? 2_000 : false),
  });
  // The clock moves with the days that are loaded.
  const [days, state] = [data?.days, data?.state];
  useEffect(() => {
    if (state !== undefined) void lookAgain(queries);
  }, [queries, days, state]);
  if (!demo) return null;
  return (
    <div className="demo-band" role="note">
      {t('app.demoBand')}
      {data?.state === 'loading' && ` · ${t('app.loadingBranch', { days: data.days, of: data.of })}`}
    </div>
  );
}
