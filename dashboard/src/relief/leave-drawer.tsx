import { useState, type ReactNode } from 'react';
import { App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { cancelLeave, takeLeave, type Leave } from '../api/relief.js';
import { useCommand } from '../live/use-command.js';
import { useToday } from '../shell/session.js';
import { daysBetween } from '../show/dates.js';
import { Failed } from '../show/shown.js';
import { Field, Side } from '../show/side.js';

const SHOWN_IN = ['staff-weeks', 'contact-duties'];

/** 休假 of one member of staff: C1 and C2 are pro-rated for its days, taken back they are whole again (C9). */
export function LeaveDrawer({
  staffId,
  name,
  leaves,
  onClose,
}: {
  staffId: string;
  name: string;
  leaves: readonly Leave[];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const today = useToday();
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const take = useCommand(
    (days: { from: string; to: string }, commandId) => takeLeave({ staffId, ...days }, commandId),
    {
      shownIn: SHOWN_IN,
      onDone: () => {
        void message.success(t('relief.leaveTaken', { name }));
        onClose();
      },
    },
  );
  const cancel = useCommand((leaveId: string, commandId) => cancelLeave({ staffId, leaveId }, commandId), {
    shownIn: SHOWN_IN,
    onDone: () => void message.success(t('relief.leaveCancelled', { name })),
  });
  const failed = take.error ?? cancel.error;
  const days = from && to ? daysBetween(from, to) + 1 : 0;
  return (
    <Side
      title={t('relief.leaveTitle', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="primary" disabled={days < 1} loading={take.isPending} onClick={() => take.mutate({ from, to })}>
            {t('relief.leaveSave')}
          </Button>
        </>
      }
    >
      <div className="form">
        {failed && <Failed error={failed} safe />}
        <p className="muted">{t('relief.leaveHint')}</p>
        <div className="field-pair">
          <Field label={t('relief.from')}>
            <Input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
          </Field>
          <Field label={t('relief.to')} hint={days > 0 ? t('unit.days', { n: days }) : t('relief.endsBefore')}>
            <Input type="date" min={from} value={to} onChange={({ target }) => setTo(target.value)} />
          </Field>
        </div>
        {leaves.length > 0 && (
          <>
            <h3>{t('relief.noted')}</h3>
            <ul className="links">
              {leaves.map(({ leaveId, from: first, to: last }) => (
                <li key={leaveId} className="row">
                  <span>{t('relief.days', { from: first, to: last })}</span>
                  <Button
                    disabled={cancel.isPending}
                    aria-label={t('relief.leaveCancelFor', { from: first, to: last })}
                    onClick={() => cancel.mutate(leaveId)}
                  >
                    {t('relief.leaveCancel')}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Side>
  );
}
