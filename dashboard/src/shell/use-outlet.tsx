import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Failed, Waiting } from '../show/shown.js';
import { Pick } from '../show/side.js';
import type { OutletView } from './outlet-view.js';
import { useOutlets, useSession } from './session.js';

export type ChosenOutlet = {
  readonly outletId: string | undefined;
  /** What a link to another screen carries, so that it is about the same outlet. */
  readonly named: OutletView;
  /** The choice, for whoever sees all outlets. */
  readonly pick: ReactNode;
  /** What stands in place of the screen while no outlet is known: not yet, not at all, or not to be read. */
  readonly instead: ReactNode;
};

/** The outlet that a screen is about: one's own, or for whoever sees all of them the one that its address names. */
export function useOutlet({
  outlet,
  onPick,
}: {
  readonly outlet: string | undefined;
  readonly onPick: (outletId: string) => void;
}): ChosenOutlet {
  const { t } = useTranslation();
  const { outletId: own } = useSession();
  const asked = useOutlets();
  const outlets = asked.data?.items ?? [];
  const outletId = own ?? outlet ?? outlets[0]?.outletId;
  const pick = own === undefined && outlets.length > 0 && (
    <Pick
      label={t('field.outlet')}
      value={outletId}
      options={outlets.map((each) => ({ value: each.outletId, label: each.name }))}
      onChange={(value) => value && onPick(value)}
    />
  );
  const named = own === undefined && outletId !== undefined ? { outlet: outletId } : {};
  return { outletId, named, pick, instead: outletId === undefined && <NoOutlet asked={asked} /> };
}

function NoOutlet({ asked }: { asked: ReturnType<typeof useOutlets> }): ReactNode {
  const { t } = useTranslation();
  if (asked.data) return <Empty>{t('state.noOutlets')}</Empty>;
  return asked.error ? <Failed error={asked.error} again={() => asked.refetch()} /> : <Waiting shape="cards" />;
}
