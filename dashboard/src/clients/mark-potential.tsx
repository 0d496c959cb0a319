import type { ReactNode } from 'react';
import { App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Tier } from '@pcrm/contracts';
import { markPotential, type ClientCardData } from '../api/clients.js';
import { useCommand } from '../live/use-command.js';
import { Failed } from '../show/shown.js';
import { Choice, Field, Side } from '../show/side.js';
import { useDraft } from '../show/use-draft.js';

const TARGETS = ['gold', 'platinum', 'diamond'] as const satisfies readonly Tier[];

type Judged = { readonly targetTier: (typeof TARGETS)[number] | undefined; readonly reason: string };

/** A2b: potential by judgement, with a written reason. */
export function MarkPotential({ client, onClose }: { client: ClientCardData; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const draft = `potential.${client.clientId}`;
  const [{ targetTier, reason }, change, drop] = useDraft<Judged>(draft, { targetTier: undefined, reason: '' });
  const mark = useCommand(
    (body: { targetTier: Tier; reason: string }, commandId) => markPotential(client.clientId, body, commandId),
    {
      shownIn: ['client-list', 'client-card', 'progress-table', 'book-clients'],
      draft,
      onDone: () => {
        drop();
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
          onChange={(tier) => change({ targetTier: tier })}
          options={above.map((value) => ({ value, label: t(`tier.${value}`) }))}
        />
        <Field label={t('field.reason')}>
          <Input.TextArea
            rows={3}
            maxLength={500}
            value={reason}
            onChange={({ target }) => change({ reason: target.value })}
          />
        </Field>
      </div>
    </Side>
  );
}
