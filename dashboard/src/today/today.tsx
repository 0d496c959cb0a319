import { useEffect, useRef, useState, type ReactNode } from 'react';
import { App, Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { tinykeys } from 'tinykeys';
import { confirmPlan, dropFromPlan, dueList, keepInPlan, todaysPlan, type DropReason } from '../api/engagement.js';
import { LogContact, type Whom } from '../contact/log-contact.js';
import { useCommand } from '../live/use-command.js';
import { useView } from '../live/use-view.js';
import { useToday } from '../shell/session.js';
import { mayAct } from '../show/keyboard.js';
import { Page, Panel } from '../show/page.js';
import { Empty, Failed, Shown } from '../show/shown.js';
import { shortTime, weekdayOf } from '../show/dates.js';
import { DAY_FILTERS, dayLines, shownLines, type DayFilter, type DayLine } from './day-lines.js';
import { DayRow } from './day-row.js';
import { WeekPanel, WaitingPanel } from './beside.js';

const nameOf = ({ name, clientId }: DayLine): string => name ?? clientId.slice(0, 8);

/** 我的一天: who to contact, and why; one key to log. */
export function Today(): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const today = useToday();
  const [filter, setFilter] = useState<DayFilter>('plan');
  const [whom, setWhom] = useState<Whom>();
  const list = useRef<HTMLUListElement>(null);
  const due = useView(['contact-duties', 'due'], ({ signal }) => dueList({}, { signal }), {
    views: ['contact-duties', 'staff-weeks'],
  });
  const plan = useView(['contact-duties', 'plan'], ({ signal }) => todaysPlan({ signal }), {
    views: ['contact-duties'],
  });

  const shownIn = ['contact-duties'];
  const keep = useCommand((clientId: string, commandId) => keepInPlan(clientId, commandId), { shownIn });
  const drop = useCommand(
    ({ clientId, reasonCode, note }: { clientId: string; reasonCode: DropReason; note?: string }, commandId) =>
      dropFromPlan(clientId, { reasonCode, ...(note && { note }) }, commandId),
    { shownIn },
  );
  const confirm = useCommand((_: void, commandId) => confirmPlan(commandId), {
    shownIn,
    onDone: () => void message.success(t('today.confirmed')),
  });

  const lines = dayLines(plan.data, due.data?.items ?? []);
  const shown = shownLines(lines, filter);
  const open = lines.filter(({ plan: state, done }) => state !== null && state !== 'dropped' && !done);
  const log = (line: DayLine): void => setWhom({ clientId: line.clientId, name: nameOf(line) });
  const logNext = (after: string): void => {
    const next = open.find(({ clientId }) => clientId !== after);
    if (next) log(next);
  };

  useEffect(() => {
    const rows = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[data-client]') ?? [])];
    const here = (): number => rows().findIndex((row) => row.contains(document.activeElement));
    const go = (event: KeyboardEvent, by: number): void => {
      if (!mayAct(event)) return;
      rows()[Math.max(0, here() + by)]?.querySelector<HTMLElement>('a, button')?.focus();
    };
    return tinykeys(window, {
      j: (event) => go(event, 1),
      k: (event) => go(event, -1),
      l: (event) => {
        if (!mayAct(event)) return;
        const id = (rows()[here()] ?? rows()[0])?.dataset['client'];
        const line = shown.find(({ clientId }) => clientId === id);
        if (!line) return;
        event.preventDefault();
        log(line);
      },
    });
  });

  const failed = keep.error ?? drop.error ?? confirm.error;
  const confirmedAt = plan.data?.confirmedAt ?? null;
  return (
    <Page
      title={
        <>
          {t('nav.today')}{' '}
          <small>
            {today} {t(`weekday.${String(weekdayOf(today)) as '1'}`)}
          </small>
        </>
      }
      beside={
        <>
          <span className="muted hint-keys">{t('today.keys')}</span>
          {confirmedAt === null ? (
            <Button
              type="primary"
              loading={confirm.isPending}
              disabled={open.length === 0}
              onClick={() => confirm.mutate()}
            >
              {t('today.confirm')}
            </Button>
          ) : (
            <span className="good">✓ {t('today.confirmedAt', { at: shortTime(confirmedAt, today) })}</span>
          )}
        </>
      }
    >
      <div className="columns">
        <Panel
          className="wide"
          title={t('today.list', { n: open.length })}
          beside={
            <Segmented<DayFilter>
              aria-label={t('act.view')}
              value={filter}
              onChange={setFilter}
              options={DAY_FILTERS.map((value) => ({
                value,
                label: t(`today.filter.${value}`, {
                  n: value === 'due' ? (due.data?.total ?? 0) : shownLines(lines, value).length,
                }),
              }))}
            />
          }
        >
          {failed && <Failed error={failed} />}
          <Shown
            asked={{ ...due, data: due.data && (plan.data ?? (plan.error ? { items: [] } : undefined)) && shown }}
            isEmpty={(rows) => rows.length === 0}
            empty={
              <Empty act={filter !== 'due' && <Button onClick={() => setFilter('due')}>{t('today.showDue')}</Button>}>
                {t(`today.empty.${filter}`)}
              </Empty>
            }
          >
            {(rows) => (
              <ul className="day" ref={list}>
                {rows.map((line, index) => (
                  <DayRow
                    key={line.clientId}
                    line={line}
                    rank={index + 1}
                    today={today}
                    onLog={() => log(line)}
                    onKeep={() => keep.mutate(line.clientId)}
                    onDrop={(reasonCode) => drop.mutate({ clientId: line.clientId, ...reasonCode })}
                  />
                ))}
              </ul>
            )}
          </Shown>
          {due.data && due.data.total > due.data.items.length && filter === 'due' && (
            <p className="muted">{t('today.more', { n: due.data.total - due.data.items.length })}</p>
          )}
        </Panel>
        <div className="beside">
          <WeekPanel week={due.data?.week} />
          <WaitingPanel />
        </div>
      </div>
      {whom && (
        <LogContact
          key={whom.clientId}
          whom={whom}
          onClose={() => setWhom(undefined)}
          onLogged={(next) => {
            if (next) setTimeout(() => logNext(whom.clientId), 0);
          }}
        />
      )}
    </Page>
  );
}
