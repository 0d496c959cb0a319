import { useState, type ReactNode } from 'react';
import { App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { moveClients, previewMoves, type BoardLine, type Move } from '../api/allocation.js';
import { useCommand } from '../live/use-command.js';
import { useView } from '../live/use-view.js';
import { useMay } from '../shell/session.js';
import { Failed, Shown } from '../show/shown.js';
import { Field, Pick, Side } from '../show/side.js';
import { useDraft } from '../show/use-draft.js';
import { loadText } from '../show/load.js';
import { useRefusal } from './refusal.js';
import { refusalsIn } from './refusals.js';
import { TriedPlan } from './tried-plan.js';

/** 提交方案: tried first, with every refusal and its rule and the loads before and after; above 1.00 only with the head's written reason (A9). */
export function AssignDrawer({
  clientIds,
  staff,
  staffId: first,
  onClose,
  onDone,
}: {
  clientIds: readonly string[];
  staff: readonly BoardLine[];
  staffId: string;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refusal = useRefusal();
  const mayOverride = useMay('client.assign-override');
  const [staffId, setStaffId] = useState(first);
  const draft = `assign.${clientIds.toSorted().join('.')}`;
  const [{ reason }, change, drop] = useDraft(draft, { reason: '' });
  const moves = clientIds.map((clientId): Move => ({ clientId, staffId }));
  const preview = useView(
    ['book-clients', 'preview', staffId, clientIds],
    ({ signal }) => previewMoves(moves, { signal }),
    {
      views: ['book-clients'],
      keep: true,
    },
  );
  const written = reason.trim();
  const submit = useCommand((asked: readonly Move[], commandId) => moveClients(asked, commandId), {
    shownIn: ['book-clients', 'client-list', 'progress-table', 'contact-duties'],
    draft,
    onDone: ({ warnings }) => {
      drop();
      void message.success(t('allocation.assigned', { n: clientIds.length }));
      for (const warning of warnings) void message.warning(refusal(warning));
      onDone();
    },
  });
  const refused = refusalsIn(preview.data);
  const onlyCapacity = refused.length > 0 && refused.every(({ code }) => code === 'book.capacity-exceeded');
  const ready = preview.data !== undefined && (preview.data.allowed || (onlyCapacity && mayOverride && written !== ''));
  const nameOf = (id: string): string => staff.find((line) => line.staffId === id)?.name ?? id;

  return (
    <Side
      wide
      title={t('allocation.plan', { n: clientIds.length })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!ready}
            loading={submit.isPending}
            onClick={() => submit.mutate(onlyCapacity ? moves.map((move) => ({ ...move, reason: written })) : moves)}
          >
            {t('allocation.submit')}
          </Button>
        </>
      }
    >
      <div className="form">
        {submit.error && <Failed error={submit.error} safe />}
        <Field label={t('allocation.to')}>
          <Pick
            label={t('allocation.to')}
            value={staffId}
            options={staff
              .filter(({ role, departedOn }) => departedOn === null && !role.endsWith('Adviser'))
              .map((line) => ({
                value: line.staffId,
                label: `${line.name} · ${t(`role.${line.role}`)} · ${loadText(line.load)}`,
              }))}
            onChange={(value) => value && setStaffId(value)}
          />
        </Field>
        <Shown asked={preview} shape="lines">
          {(tried) => <TriedPlan preview={tried} nameOf={nameOf} />}
        </Shown>
        {onlyCapacity &&
          (mayOverride ? (
            <Field label={t('allocation.overrideReason')} hint={t('allocation.overrideHint')}>
              <Input.TextArea
                rows={3}
                maxLength={500}
                value={reason}
                onChange={({ target }) => change({ reason: target.value })}
              />
            </Field>
          ) : (
            <p className="late">{t('allocation.noOverride')}</p>
          ))}
      </div>
    </Side>
  );
}
