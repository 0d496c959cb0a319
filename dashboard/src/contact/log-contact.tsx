import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { App, Button, Checkbox, Input } from 'antd';
import {
  CHANNELS_HERE,
  OUTCOMES_HERE,
  contactOf,
  blankContact,
  lacksOutcome,
  lacksTime,
  type ContactDraft,
} from './contact-draft.js';
import { useTranslation } from 'react-i18next';
import { logContact, PURPOSES, type ContactOutcome } from '../api/engagement.js';
import { useCommand } from '../live/use-command.js';
import { useNow, useToday } from '../shell/session.js';
import { addDays } from '../show/dates.js';
import { isEnter } from '../show/keyboard.js';
import { Failed } from '../show/shown.js';
import { Choice, Field, Pick, Side } from '../show/side.js';
import { useDraft } from '../show/use-draft.js';
import { SHOWN_IN, useUndo } from './use-undo.js';

export type Whom = { readonly clientId: string; readonly name: string; readonly opportunityId?: string };

/** 记录联系: the outcome and Enter, the rest is there to change. What is typed stays until it is saved; five seconds to take it back. */
export function LogContact({
  whom,
  onClose,
  onLogged,
}: {
  whom: Whom;
  onClose: () => void;
  onLogged?: (next: boolean) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const today = useToday();
  const now = useNow();
  const name = `contact.${whom.clientId}`;
  const [draft, change, drop] = useDraft<ContactDraft>(name, blankContact(now()));
  const goOn = useRef(false);
  const form = useRef<HTMLDivElement>(null);
  const [wanting, setWanting] = useState(false);
  const undo = useUndo();
  const log = useCommand((contact: ReturnType<typeof contactOf>, commandId) => logContact(contact, commandId), {
    shownIn: SHOWN_IN,
    draft: name,
    onDone: ({ id }) => {
      drop();
      const key = `logged-${id}`;
      void message.success({
        key,
        duration: 5,
        content: (
          <span>
            {t('log.logged', { name: whom.name })}{' '}
            <Button
              size="small"
              type="link"
              onClick={() => {
                message.destroy(key);
                undo(id);
              }}
            >
              {t('act.undo')}
            </Button>
          </span>
        ),
      });
      onLogged?.(goOn.current);
      onClose();
    },
  });
  const save = (next: boolean): void => {
    if (log.isPending) return;
    const lacking = lacksOutcome(draft) ? '[data-first] input' : lacksTime(draft) && 'input[type="datetime-local"]';
    if (lacking !== false) {
      setWanting(true);
      form.current?.querySelector<HTMLElement>(lacking)?.focus();
      return;
    }
    goOn.current = next;
    log.mutate(contactOf(draft, whom));
  };
  const onKey = (event: KeyboardEvent): void => {
    const { tagName } = event.target as HTMLElement;
    if (!isEnter(event.nativeEvent) || tagName === 'TEXTAREA' || tagName === 'BUTTON') return;
    event.preventDefault();
    save(false);
  };

  return (
    <Side
      title={t('log.title', { name: whom.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          {onLogged && (
            <Button onClick={() => save(true)} disabled={log.isPending}>
              {t('act.saveNext')}
            </Button>
          )}
          <Button type="primary" loading={log.isPending} onClick={() => save(false)}>
            {t('act.save')} <kbd>Enter</kbd>
          </Button>
        </>
      }
    >
      <div className="form" ref={form} onKeyDown={onKey}>
        {log.error && <Failed error={log.error} safe />}
        <Choice
          label={t('log.channel')}
          value={draft.channel}
          onChange={(channel) => change({ channel })}
          options={CHANNELS_HERE.map((value) => ({ value, label: t(`channel.${value}`) }))}
        />
        <Choice
          label={t('log.reached')}
          value={draft.reached ? 'yes' : 'no'}
          onChange={(value) => change({ reached: value === 'yes', outcome: value === 'yes' ? undefined : 'noAnswer' })}
          options={[
            { value: 'yes', label: t('log.wasReached') },
            { value: 'no', label: t('log.notReached') },
          ]}
        />
        <Choice<ContactOutcome>
          first
          label={t('log.outcome')}
          wanting={wanting && lacksOutcome(draft) && t('log.outcomeNeeded')}
          value={draft.outcome}
          onChange={(outcome) => change({ outcome })}
          options={OUTCOMES_HERE[draft.reached ? 'reached' : 'missed'].map((value) => ({
            value,
            label: t(`outcome.${value}`),
          }))}
        />
        <Choice
          label={t('log.nextStep')}
          value={draft.nextStepOn || 'none'}
          onChange={(value) => change({ nextStepOn: value === 'none' ? '' : value })}
          options={[
            { value: 'none', label: t('log.noNextStep') },
            ...[1, 3, 7, 14].map((days) => ({
              value: addDays(today, days),
              label: t('log.inDays', { n: days }),
            })),
          ]}
        />
        <Field label={t('log.nextStepOn')}>
          <Input
            type="date"
            min={today}
            value={draft.nextStepOn}
            onChange={({ target }) => change({ nextStepOn: target.value })}
          />
        </Field>
        <div className="field-pair">
          <Field label={t('log.purpose')}>
            <Pick
              label={t('log.purpose')}
              value={draft.purpose}
              onChange={(purpose) => purpose && change({ purpose })}
              options={PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
            />
          </Field>
          <Field label={t('log.at')} wanting={wanting && lacksTime(draft) && t('log.atNeeded')}>
            <Input
              type="datetime-local"
              aria-invalid={wanting && lacksTime(draft)}
              value={draft.at}
              onChange={({ target }) => change({ at: target.value })}
            />
          </Field>
        </div>
        <Checkbox checked={draft.inbound} onChange={({ target }) => change({ inbound: target.checked })}>
          {t('log.inbound')}
        </Checkbox>
        <Field label={t('log.note')}>
          <Input value={draft.note} maxLength={500} onChange={({ target }) => change({ note: target.value })} />
        </Field>
        {draft.reached && (
          <Field label={t('log.report')} hint={t('log.reportHint')}>
            <Input.TextArea
              rows={3}
              maxLength={2000}
              value={draft.summary}
              onChange={({ target }) => change({ summary: target.value })}
            />
          </Field>
        )}
      </div>
    </Side>
  );
}
