import { Fragment, useEffect, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { revealClient, type ClientCardData, type FilePart, type Revealed } from '../api/clients.js';
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
      <FileFields client={client} revealed={revealed} />
      {asking && <Reveal clientId={client.clientId} onClose={() => setAsking(false)} onRevealed={setRevealed} />}
    </Panel>
  );
}

/** What the file holds, masked unless it was just revealed; what it lacks stands as lacking. */
function FileFields({ client, revealed = {} }: { client: ClientCardData; revealed: Revealed | undefined }): ReactNode {
  const { t } = useTranslation();
  const missing = (part: FilePart): ReactNode =>
    client.minimumMissing.includes(part) ? (
      <span className="late">{t('clients.missing')}</span>
    ) : (
      <span className="good">✓</span>
    );
  const { occupation, orientation, preferredChannel } = client;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('field.name'), revealed.name ?? client.name ?? missing('name')],
    [t('field.phone'), revealed.phone ?? client.phone ?? missing('phone')],
    [t('clients.idNumber'), revealed.idNumber ?? missing('id')],
    [t('clients.birthday'), revealed.birthday ? <Birthday day={revealed.birthday} /> : missing('birthday')],
    [t('clients.occupation'), occupation ? t(`occupation.${occupation}`) : missing('occupation')],
    [t('clients.orientation'), orientation ? t(`orientation.${orientation}`) : missing('orientation')],
    [t('clients.preferredChannel'), preferredChannel ? t(`channel.${preferredChannel}`) : missing('preferredChannel')],
  ];
  return (
    <dl className="pairs">
      {rows.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
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
      shownIn: ['client-card'],
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
