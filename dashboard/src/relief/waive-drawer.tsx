import type { ReactNode } from 'react';
import { App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { waiveDuty } from '../api/relief.js';
import { useCommand } from '../live/use-command.js';
import { Failed } from '../show/shown.js';
import { Field, Side } from '../show/side.js';
import { useDraft } from '../show/use-draft.js';
import type { Waivable } from './waivable.js';
import { usePeriod } from '../show/use-period.js';

/** 豁免: the head lets a duty of one month go, with a written reason (C9). */
export function WaiveDrawer({
  clientId,
  name,
  what: { rule, period },
  onClose,
}: {
  clientId: string;
  name: string;
  what: Waivable;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const periodText = usePeriod();
  const { message } = App.useApp();
  const draft = `waive.${clientId}.${rule}.${period}`;
  const [{ reason }, change, drop] = useDraft(draft, { reason: '' });
  const waive = useCommand((why: string, commandId) => waiveDuty({ clientId, rule, period, reason: why }, commandId), {
    shownIn: ['contact-duties', 'period-history'],
    draft,
    onDone: () => {
      drop();
      void message.success(t('relief.waived', { name, rule }));
      onClose();
    },
  });
  return (
    <Side
      title={t('relief.waiveTitle', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={reason.trim() === ''}
            loading={waive.isPending}
            onClick={() => waive.mutate(reason.trim())}
          >
            {t('relief.waive')}
          </Button>
        </>
      }
    >
      <div className="form">
        {waive.error && <Failed error={waive.error} safe />}
        <p>
          <b className="rule">{rule}</b> {t(`rule.${rule}`)} · {periodText(period)}
        </p>
        <p className="muted">{t('relief.waiveHint')}</p>
        <Field label={t('relief.reason')}>
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
