import { useRef, useState, type ReactNode } from 'react';
import { App, Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { confirmPlan, dueList, todaysPlan, type DailyPlan, type DueList } from '../api/engagement.js';
import type { Revised } from '../api/http.js';
import { LogContact, type Whom } from '../contact/log-contact.js';
import { useCommand } from '../live/use-command.js';
import { useView } from '../live/use-view.js';
import { useToday } from '../shell/session.js';
import { shortTime, weekdayOf } from '../show/dates.js';
import { Page, Panel } from '../show/page.js';
import { Empty, Failed, Shown } from '../show/shown.js';
import { WaitingPanel, WeekPanel } from './beside.js';
import { DayList } from './day-list.js';
import { DAY_FILTERS, dayLines, isToDo, shownLines, type DayFilter, type DayLine } from './day-lines.js';
import { useDayKeys } from './day-keys.js';
import { asSeen, samePlan } from './plan-as-seen.js';

const NO_PLAN: DailyPlan = { staffId: '', date: '', confirmedAt: null, items: [] };
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** 我的一天: who to contact, and why; one key to log. */
export function Today(): ReactNode {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<DayFilter>('plan');
  const [whom, setWhom] = useState<Whom>();
  const list = useRef<HTMLDivElement>(null);
  const due = useView(['contact-duties', 'due'], ({ signal }) => dueList({}, { signal }), {
    views: ['contact-duties', 'staff-weeks'],
  });
  const plan = useView(['contact-duties', 'plan'], ({ signal }) => todaysPlan({ signal }), {
    views: ['contact-duties'],
  });
  // The list of who is due stands by itself when the plan cannot be read.
  const known = plan.data?.body ?? (plan.error ? NO_PLAN : undefined);
  const lines = dayLines(known, due.data?.items ?? []);
  const shown = shownLines(lines, filter);
  const toDo = lines.filter(isToDo);
  const nobody = lines.length === 0 && isEmptyBook(due.data);
  const log = ({ clientId, name }: DayLine): void => setWhom({ clientId, name: name ?? clientId.slice(0, 8) });
  useDayKeys(list, (clientId) => {
    const line = shown.find((each) => each.clientId === clientId);
    if (line) log(line);
  });
  const onLogged = (next: boolean): void => {
    const following = next && toDo.find(({ clientId }) => clientId !== whom?.clientId);
    if (following) setTimeout(() => log(following), 0);
  };

  return (
    <Page title={<Title />} beside={known && <Confirm plan={plan.data} toDo={toDo.length} />}>
      <div className="columns">
        <Panel
          className="wide"
          title={t('today.list', { n: toDo.length })}
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
          <Shown
            asked={{ ...due, data: due.data && known && shown }}
            isEmpty={(rows) => rows.length === 0}
            empty={<Nothing filter={filter} nobody={nobody} onDue={() => setFilter('due')} />}
          >
            {(rows) => (
              <div ref={list}>
                <DayList lines={rows} plan={plan.data} onLog={log} />
              </div>
            )}
          </Shown>
          <More shown={filter === 'due'} n={due.data ? due.data.total - due.data.items.length : 0} />
        </Panel>
        <div className="beside">
          <WeekPanel due={due} />
          <WaitingPanel />
        </div>
      </div>
      {whom && <LogContact key={whom.clientId} whom={whom} onClose={() => setWhom(undefined)} onLogged={onLogged} />}
    </Page>
  );
}

/** A book with anybody in it asks for at least one contact a week (C8). */
const isEmptyBook = (due: DueList | undefined): boolean => due?.week.need.clients === 0;

/** Why nothing is shown: done, not due, or there is nobody to look after. */
function Nothing({ filter, nobody, onDue }: { filter: DayFilter; nobody: boolean; onDue: () => void }): ReactNode {
  const { t } = useTranslation();
  if (nobody) return <Empty>{t('today.empty.nobody')}</Empty>;
  return (
    <Empty act={filter !== 'due' && <Button onClick={onDue}>{t('today.showDue')}</Button>}>
      {t(`today.empty.${filter}`)}
    </Empty>
  );
}

function Title(): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const weekday = WEEKDAYS[weekdayOf(today) - 1] ?? '1';
  return (
    <>
      {t('nav.today')}{' '}
      <small>
        {today} {t(`weekday.${weekday}`)}
      </small>
    </>
  );
}

/** C0: the manager's plan for the day is confirmed once. */
function Confirm({ plan, toDo }: { plan: Revised<DailyPlan> | undefined; toDo: number }): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const today = useToday();
  const confirmedAt = plan?.body.confirmedAt ?? null;
  const confirm = useCommand(
    (_: void, commandId) => asSeen(plan, samePlan, (revision) => confirmPlan(commandId, revision)),
    { shownIn: ['contact-duties'], onDone: () => void message.success(t('today.confirmed')) },
  );
  return (
    <>
      <span className="muted hint-keys">{t('today.keys')}</span>
      {confirm.error && <Failed error={confirm.error} slim />}
      {confirmedAt === null ? (
        <Button type="primary" loading={confirm.isPending} disabled={toDo === 0} onClick={() => confirm.mutate()}>
          {t('today.confirm')}
        </Button>
      ) : (
        <span className="good">✓ {t('today.confirmedAt', { at: shortTime(confirmedAt, today) })}</span>
      )}
    </>
  );
}

function More({ shown, n }: { shown: boolean; n: number }): ReactNode {
  const { t } = useTranslation();
  return shown && n > 0 ? <p className="muted">{t('today.more', { n })}</p> : null;
}
