import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contactsOf, dutiesOf, type Contact, type DutyRule } from '../api/engagement.js';
import { dutiesWhy, periodsWhy } from '../api/why.js';
import { useView } from '../live/use-view.js';
import { useDirectory, useMay, useToday } from '../shell/session.js';
import { shortDate } from '../show/dates.js';
import { Empty, Shown } from '../show/shown.js';
import { Evidence } from './evidence.js';
import { usePeriod } from '../show/use-period.js';

/** What every duty of a client rests on: the contacts that count, the version of the rules, what was waived; then the closed periods. */
export function DutiesWhyPanel({ clientId }: { clientId: string }): ReactNode {
  const { t } = useTranslation();
  const contactOf = useContacts(clientId);
  const asked = useView(
    ['contact-duties', 'why', clientId],
    async ({ signal }) => ({
      why: await dutiesWhy(clientId, { signal }),
      duties: (await dutiesOf(clientId, { signal })).items,
    }),
    { views: ['contact-duties'], key: clientId },
  );
  return (
    <>
      <Shown
        asked={asked}
        shape="lines"
        isEmpty={({ why }) => why.duties.length === 0}
        empty={<Empty>{t('clients.noDuties')}</Empty>}
      >
        {({ why: { duties, intervals }, duties: counted }) => (
          <>
            <ul className="why-duties">
              {duties.map(({ rule, period, status, contacts, policyVersion }) => {
                const count = counted.find((duty) => duty.rule === rule && duty.period === period);
                return (
                  <li key={rule + period}>
                    <Head rule={rule} period={period} mark={status}>
                      {count && `${String(count.done)}/${String(count.owed)} `}
                      {t(`duty.${status}`)}
                    </Head>
                    {count && (
                      <p className="muted">
                        {t(PRO_RATA.has(rule) ? 'why.span' : 'why.days', { from: count.from, to: count.dueOn })}
                      </p>
                    )}
                    <Contacts ids={contacts} contactOf={contactOf} />
                    <p className="muted">{t('why.cadence', { version: policyVersion })}</p>
                  </li>
                );
              })}
            </ul>
            <Evidence
              ids={[...intervals.maintained, ...intervals.tiers, ...intervals.potentials].map(({ message }) => message)}
              note={t('why.dutyFacts')}
            />
          </>
        )}
      </Shown>
      {useMay('compliance.read') && <ClosedOnes clientId={clientId} contactOf={contactOf} />}
    </>
  );
}

/** Rules whose quota is shared out by days (C9); the others begin and end on a date. */
const PRO_RATA: ReadonlySet<DutyRule> = new Set(['C2', 'C3', 'C4']);

type ContactOf = (id: string) => Contact | undefined;

function useContacts(clientId: string): ContactOf {
  const asked = useView(['contact-duties', 'contacts', clientId], ({ signal }) => contactsOf(clientId, { signal }), {
    views: ['contact-duties'],
    key: clientId,
    enabled: useMay('contact.read'),
  });
  return (id) => asked.data?.items.find((contact) => contact.id === id);
}

function ClosedOnes({ clientId, contactOf }: { clientId: string; contactOf: ContactOf }): ReactNode {
  const { t } = useTranslation();
  const asked = useView(['period-history', 'why', clientId], ({ signal }) => periodsWhy(clientId, { signal }), {
    views: ['period-history'],
  });
  return (
    <>
      <h3>{t('compliance.closed')}</h3>
      <Shown
        asked={asked}
        shape="lines"
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="muted">{t('compliance.emptyClosed')}</p>}
      >
        {({ items }) => (
          <ul className="why-duties">
            {items.toReversed().map(({ rule, period, owed, verdict, contacts, policyVersion }) => (
              <li key={rule + period}>
                <Head rule={rule} period={period} mark={verdict}>
                  {`${String(contacts.reduce((sum, { worth }) => sum + worth, 0))}/${String(owed)} `}
                  {t(`verdict.${verdict}`)}
                </Head>
                <Contacts ids={contacts.map(({ id }) => id)} contactOf={contactOf} />
                <p className="muted">{t('why.cadence', { version: policyVersion })}</p>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </>
  );
}

function Head({
  rule,
  period,
  mark,
  children,
}: {
  rule: DutyRule;
  period: string;
  mark: string;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const periodText = usePeriod();
  return (
    <p>
      <b className="rule">{rule === 'NEXT_STEP' ? '→' : rule}</b> {t(`rule.${rule}`)}{' '}
      <span className="muted">{periodText(period)}</span> <span className={`heat heat-${mark}`}>{children}</span>
    </p>
  );
}

/** The contacts that count, as they happened; one no longer kept here stands as its id. */
function Contacts({ ids, contactOf }: { ids: readonly string[]; contactOf: ContactOf }): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const { staffName } = useDirectory();
  if (ids.length === 0) return <p>{t('why.noContact')}</p>;
  const known = ids.flatMap((id) => contactOf(id) ?? []);
  return (
    <>
      <ul className="notes">
        {known.map(({ id, on, channel, staffId }) => (
          <li key={id}>
            {shortDate(on, today)} {t(`channel.${channel}`)} {staffName(staffId)}
          </li>
        ))}
        {known.length < ids.length && <li className="muted">{t('why.older', { n: ids.length - known.length })}</li>}
      </ul>
      <Evidence ids={ids} />
    </>
  );
}
