import { useState, type ReactNode } from 'react';
import { App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Tier } from '@pcrm/contracts';
import { markPotential, type ClientCardData } from '../api/clients.js';
import { useCommand } from '../live/use-command.js';
import { Failed } from '../show/shown.js';
import { Choice, Field, Side } from '../show/side.js';

const TARGETS = ['gold', 'platinum', 'diamond'] as const satisfies readonly Tier[];

/** A2b: potential by judgement, with a written reason. */
export function MarkPotential({ client, onClose }: { client: ClientCardData; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [targetTier, setTargetTier] = useState<(typeof TARGETS)[number]>();
  const [reason, setReason] = useState('');
  const mark = useCommand(
    (body: { targetTier: Tier; reason: string }, commandId) => markPotential(client.clientId, body, commandId),
    {
      shownIn: ['client-list', 'client-card', 'progress-table', 'book-clients'],
      onDone: () => {
        void message.success(t('clients.marked'));
        onClose();
      },
    },
  );
  const above = TARGETS.slice(client.tier === null ? 0 : TARGETS.findIndex((tier) => tier === client.tier) + 1);
  const ready = targetTier && reason.trim() !== '';
  return (
    <Side
      title={t('clients.markPotential')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!ready}
            loading={mark.isPending}
            onClick={() => targetTier && mark.mutate({ targetTier, reason: reason.trim() })}
          >
            {t('act.confirm')}
          </Button>
        </>
      }
    >
      <div className="form">
        {mark.error && <Failed error={mark.error} safe />}
        <Choice
          label={t('pipeline.target')}
          value={targetTier}
          onChange={setTargetTier}
          options={above.map((value) => ({ value, label: t(`tier.${value}`) }))}
        />
        <Field label={t('field.reason')}>
          <Input.TextArea rows={3} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </div>
    </Side>
  );
}
