import { useState, type ReactNode } from 'react';
import { App, Button, Input, Segmented } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  confirmMessage,
  declineMessage,
  MESSAGE_VIEWS,
  messages,
  previewMessage,
  type MessageLine,
  type MessageView,
} from '../api/notifications.js';
import { useCommand } from '../live/use-command.js';
import { usePages } from '../live/use-pages.js';
import { useView } from '../live/use-view.js';
import { useDirectory, useMay, useToday } from '../shell/session.js';
import { shortTime } from '../show/dates.js';
import { LoadMore } from '../show/load-more.js';
import { Page, Panel } from '../show/page.js';
import { Empty, Failed, Shown } from '../show/shown.js';
import { Field, Side } from '../show/side.js';
import { useMessageWords } from './message-words.js';
import { TemplateList } from './templates/template-list.js';
import { timeOf } from './time-of.js';

const SHOWN_IN = ['outbox'];
type Tab = MessageView | 'templates';

/** 短信: what waits for a yes, what was sent and what became of it, and what was not sent and why. */
export function Messages(): ReactNode {
  const { t } = useTranslation();
  const mayRead = useMay('message.read');
  const [tab, setTab] = useState<Tab>(mayRead ? 'waiting' : 'templates');
  return (
    <Page title={t('nav.sms')} beside={<span className="muted">{t('sms.rule')}</span>}>
      <Panel
        title={tab === 'templates' ? t('template.tab') : t(`sms.view.${tab}`)}
        beside={
          <Segmented<Tab>
            aria-label={t('act.view')}
            value={tab}
            onChange={setTab}
            options={[
              ...(mayRead ? MESSAGE_VIEWS : []).map((value) => ({ value, label: t(`sms.view.${value}`) })),
              { value: 'templates', label: t('template.tab') },
            ]}
          />
        }
      >
        {tab === 'templates' ? <TemplateList /> : <MessageList view={tab} />}
      </Panel>
    </Page>
  );
}

function MessageList({ view }: { view: MessageView }): ReactNode {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<MessageLine>();
  const pages = usePages(['outbox', view], ({ after, signal }) => messages(view, after, { signal }), {
    views: ['outbox'],
  });
  return (
    <>
      <Shown asked={pages} isEmpty={(rows) => rows.length === 0} empty={<Empty>{t(`sms.empty.${view}`)}</Empty>}>
        {(rows) => (
          <>
            <ul className="sms">
              {rows.map((line) => (
                <MessageRow
                  key={line.messageId}
                  line={line}
                  onOpen={view === 'waiting' ? () => setOpened(line) : undefined}
                />
              ))}
            </ul>
            <LoadMore of={pages} />
          </>
        )}
      </Shown>
      {opened && <Decide key={opened.messageId} line={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

function MessageRow({ line, onOpen }: { line: MessageLine; onOpen: (() => void) | undefined }): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const { staffName } = useDirectory();
  const mayRead = useMay('client.read');
  const mayConfirm = useMay('message.confirm');
  const { occasionOf, reasonOf } = useMessageWords();
  const { clientId, clientName, clientPhone, kind, occasion, status, reasonCode, staffId, usefulUntil } = line;
  const at = timeOf(line);
  const name = clientName ?? clientId.slice(0, 8);
  return (
    <li className="sms-row">
      <span className="sms-who">
        {mayRead ? (
          <Link to="/clients/$clientId" params={{ clientId }}>
            {name}
          </Link>
        ) : (
          <b>{name}</b>
        )}
        <small className="muted">{clientPhone ?? t('sms.noPhone')}</small>
      </span>
      <span>
        <b>{occasionOf(occasion)}</b> <small className="muted">{t(`sms.kind.${kind}`)}</small>
      </span>
      <span>
        <span className={`sms-state sms-${status}`}>{t(`sms.state.${status}`)}</span>
        {reasonCode && <small className="muted"> {reasonOf(reasonCode)}</small>}
      </span>
      <span className="muted">{staffName(staffId)}</span>
      <span className="muted">
        <time dateTime={at}>{shortTime(at, today)}</time>
        {status === 'suggested' && ` · ${t('sms.until', { at: shortTime(usefulUntil, today) })}`}
      </span>
      {onOpen && mayConfirm && (
        <Button type="primary" onClick={onOpen} aria-label={t('sms.lookAt', { name })}>
          {t('sms.look')}
        </Button>
      )}
    </li>
  );
}

/** The text as it would leave, and a yes or a no. Nothing is sent without the yes. */
function Decide({
  line: { messageId, clientName, clientId },
  onClose,
}: {
  line: MessageLine;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const preview = useView(['outbox', 'preview', messageId], ({ signal }) => previewMessage(messageId, { signal }), {
    views: ['outbox'],
    key: messageId,
    forget: true,
  });
  const done = (word: 'sms.confirmed' | 'sms.declined') => () => {
    void message.success(t(word));
    onClose();
  };
  const confirm = useCommand((_: void, commandId) => confirmMessage(messageId, commandId), {
    shownIn: SHOWN_IN,
    onDone: done('sms.confirmed'),
  });
  const decline = useCommand((why: string, commandId) => declineMessage(messageId, why, commandId), {
    shownIn: SHOWN_IN,
    onDone: done('sms.declined'),
  });
  const failed = confirm.error ?? decline.error;
  return (
    <Side
      title={t('sms.title', { name: clientName ?? clientId.slice(0, 8) })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="primary" disabled={!preview.data} loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t('sms.confirm')}
          </Button>
        </>
      }
    >
      <div className="form">
        {failed && <Failed error={failed} safe />}
        <Shown asked={preview} shape="lines">
          {({ text, segments }) => (
            <>
              <blockquote className="sms-text">{text}</blockquote>
              <p className="muted">{t('sms.size', { characters: text.length, segments })}</p>
            </>
          )}
        </Shown>
        <p className="muted">{t('sms.checks')}</p>
        <hr />
        <Field label={t('sms.declineWhy')}>
          <span className="row">
            <Input value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
            <Button
              disabled={reason.trim() === ''}
              loading={decline.isPending}
              onClick={() => decline.mutate(reason.trim())}
            >
              {t('sms.decline')}
            </Button>
          </span>
        </Field>
      </div>
    </Side>
  );
}
