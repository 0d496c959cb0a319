import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel, ConsentPurpose, ConsentState } from '@pcrm/contracts';
import { changeConsent, consentsOf, type ClientCardData } from '../api/clients.js';
import { changedMeanwhile } from '../api/problem.js';
import { useCommand } from '../live/use-command.js';
import { useMay } from '../shell/session.js';
import { Panel } from '../show/page.js';
import { Failed } from '../show/shown.js';

const PURPOSES = ['greeting', 'marketing', 'service', 'profiling'] as const satisfies readonly ConsentPurpose[];
const CHANNELS = ['sms', 'phone'] as const satisfies readonly Channel[];
const SIGNS = { granted: '✓', withdrawn: '✕', refused: '✕', none: '—' } as const;

/** 授权 by purpose and channel. Withdrawing is as easy as granting. */
export function Consents({ client }: { client: ClientCardData }): ReactNode {
  const { t } = useTranslation();
  const mayChange = useMay('client.consent');
  const change = useCommand(
    async (body: { purpose: ConsentPurpose; channel: Channel; state: ConsentState }, commandId) => {
      const what = `${body.purpose}:${body.channel}`;
      const { body: standing, revision } = await consentsOf(client.clientId);
      if (standing.consents[what]?.state !== client.consents[what]) throw changedMeanwhile(t('clients.consentChanged'));
      return await changeConsent(client.clientId, body, { commandId, revision });
    },
    { shownIn: ['client-list', 'client-card'] },
  );
  return (
    <Panel title={t('clients.consents')}>
      {change.error && <Failed error={change.error} />}
      <table className="small">
        <thead>
          <tr>
            <th scope="col">{t('clients.consentFor')}</th>
            {CHANNELS.map((channel) => (
              <th key={channel} scope="col">
                {t(`channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PURPOSES.map((purpose) => (
            <tr key={purpose}>
              <th scope="row">{t(`consent.${purpose}`)}</th>
              {CHANNELS.map((channel) => {
                const state = client.consents[`${purpose}:${channel}`];
                const to = state === 'granted' ? 'withdrawn' : 'granted';
                return (
                  <td key={channel}>
                    <span className={`consent consent-${state ?? 'none'}`}>
                      {SIGNS[state ?? 'none']} {t(`consentState.${state ?? 'none'}`)}
                    </span>
                    {mayChange && (
                      <button
                        type="button"
                        className="quiet"
                        disabled={change.isPending}
                        aria-label={`${t(`consent.${purpose}`)} ${t(`channel.${channel}`)} ${t(`consentAct.${to}`)}`}
                        onClick={() => change.mutate({ purpose, channel, state: to })}
                      >
                        {t(`consentAct.${to}`)}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
