import { useEffect, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { revealClient, type ClientCardData, type Revealed } from '../api/clients.js';
import { useCommand } from '../live/use-command.js';
import { useMay } from '../shell/session.js';
import { Panel } from '../show/page.js';
import { Failed } from '../show/shown.js';
import { Choice, Side } from '../show/side.js';
import { FILE_PARTS } from '../api/clients.js';

const PURPOSES = ['contact', 'signing', 'correction', 'service'] as const;
type Purpose = (typeof PURPOSES)[number];
/** Personal data is masked again after so long. */
const SHOWN_MS = 30_000;

/** 档案: the minimum that signing asks for, masked; unmasked for half a minute with a purpose, which is logged. */
export function FilePanel({ client, onEdit }: { client: ClientCardData; onEdit: () => void }): ReactNode {
  const { t } = useTranslation();
  const mayReveal = useMay('client.reveal');
  const mayEdit = useMay('client.edit-file');
  const [asking, setAsking] = useState(false);
  const [revealed, setRevealed] = useState<Revealed>();
  useEffect(() => {
    if (!revealed) return undefined;
    const timer = setTimeout(() => setRevealed(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [revealed]);
  const { minimumMissing } = client;
  const has = FILE_PARTS.length - minimumMissing.length;
  const missing = (part: (typeof FILE_PARTS)[number]): ReactNode =>
    minimumMissing.includes(part) ? (
      <span className="late">{t('clients.missing')}</span>
    ) : (
      <span className="good">✓</span>
    );
  return (
    <Panel
      title={t('clients.file', { n: has, of: FILE_PARTS.length })}
      beside={
        <>
          {mayReveal && (
            <Button onClick={() => (revealed ? setRevealed(undefined) : setAsking(true))}>
              {t(revealed ? 'clients.mask' : 'clients.reveal')}
            </Button>
          )}
          {mayEdit && <Button onClick={onEdit}>{t('act.edit')}</Button>}
        </>
      }
    >
      <dl className="pairs">
        <dt>{t('field.name')}</dt>
        <dd>{revealed?.name ?? client.name ?? missing('name')}</dd>
        <dt>{t('field.phone')}</dt>
        <dd>{revealed?.phone ?? client.phone ?? missing('phone')}</dd>
        <dt>{t('clients.idNumber')}</dt>
        <dd>{revealed?.idNumber ?? missing('id')}</dd>
        <dt>{t('clients.birthday')}</dt>
        <dd>{revealed?.birthday ? <Birthday day={revealed.birthday} /> : missing('birthday')}</dd>
        <dt>{t('clients.occupation')}</dt>
        <dd>{client.occupation ? t(`occupation.${client.occupation}`) : missing('occupation')}</dd>
        <dt>{t('clients.orientation')}</dt>
        <dd>{client.orientation ? t(`orientation.${client.orientation}`) : missing('orientation')}</dd>
        <dt>{t('clients.preferredChannel')}</dt>
        <dd>{client.preferredChannel ? t(`channel.${client.preferredChannel}`) : missing('preferredChannel')}</dd>
      </dl>
      {asking && <Reveal clientId={client.clientId} onClose={() => setAsking(false)} onRevealed={setRevealed} />}
    </Panel>
  );
}

function Birthday({ day: { calendar, month, day, leapMonth } }: { day: NonNullable<Revealed['birthday']> }): ReactNode {
  const { t } = useTranslation();
  return <>{t(`clients.day.${calendar}`, { month: leapMonth ? `闰${String(month)}` : month, day })}</>;
}

function Reveal({
  clientId,
  onClose,
  onRevealed,
}: {
  clientId: string;
  onClose: () => void;
  onRevealed: (revealed: Revealed) => void;
}): ReactNode {
  const { t } = useTranslation();
  const [purpose, setPurpose] = useState<Purpose>();
  const reveal = useCommand(
    (chosen: Purpose, commandId) => revealClient(clientId, t(`clients.purpose.${chosen}`), commandId),
    {
      shownIn: [],
      onDone: (revealed) => {
        onRevealed(revealed);
        onClose();
      },
    },
  );
  return (
    <Side
      title={t('clients.reveal')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!purpose}
            loading={reveal.isPending}
            onClick={() => purpose && reveal.mutate(purpose)}
          >
            {t('clients.reveal')}
          </Button>
        </>
      }
    >
      <div className="form">
        {reveal.error && <Failed error={reveal.error} />}
        <p>{t('clients.revealHint')}</p>
        <Choice
          label={t('clients.revealPurpose')}
          value={purpose}
          onChange={setPurpose}
          options={PURPOSES.map((value) => ({ value, label: t(`clients.purpose.${value}`) }))}
        />
      </div>
    </Side>
  );
}
