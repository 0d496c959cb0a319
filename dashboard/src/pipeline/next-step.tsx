import { useState, type ReactNode } from 'react';
import { App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { changedMeanwhile } from '../api/problem.js';
import { opportunity, planNextStep, type ProgressLine } from '../api/engagement.js';
import { isChanged } from '../live/if-unchanged.js';
import { useCommand } from '../live/use-command.js';
import { useToday } from '../shell/session.js';
import { Compare } from '../show/compare.js';
import { changedFields, mergedKeys, type Decided } from '../show/merge.js';
import { Failed } from '../show/shown.js';
import { Field } from '../show/side.js';

const SHOWN_IN = ['progress-table', 'contact-duties'];
type Date = string | null;

/** The date that stands: what was saved here, until the view tells of it. */
function useSaved(told: Date): readonly [Date, (on: Date) => void] {
  const [saved, setSaved] = useState<{ readonly on: Date; readonly insteadOf: Date }>();
  // Told of anything newer, it is over: the date that stood there before may come back.
  if (saved && saved.insteadOf !== told) setSaved(undefined);
  return [saved?.insteadOf === told ? saved.on : told, (on) => setSaved({ on, insteadOf: told })];
}

/** 下一步日期. A colleague who set another one meanwhile is compared with, not overwritten. */
export function NextStep({ line }: { line: ProgressLine }): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const today = useToday();
  const { opportunityId } = line;
  const [nextStepOn, noteSaved] = useSaved(line.nextStepOn);
  const [typed, setTyped] = useState<string>();
  // The date that stood there when the typing began.
  const [before, setBefore] = useState<Date>(nextStepOn);
  const [decided, setDecided] = useState<Decided>({});
  const plan = useCommand(
    async ({ on, instead }: { on: Date; instead: Date }, commandId) => {
      const { body, revision } = await opportunity(opportunityId);
      if (body.nextStepOn !== instead) throw changedMeanwhile(t('pipeline.nextStepChanged'));
      return await planNextStep(opportunityId, on, commandId, revision);
    },
    {
      shownIn: SHOWN_IN,
      onDone: (_, { on }) => {
        setTyped(undefined);
        noteSaved(on);
        void message.success(t('state.saved'));
      },
    },
  );
  const text = (date: Date): string => date ?? t('compare.none');
  const on = typed ?? nextStepOn ?? '';
  const wanted = on === '' ? null : on;
  const stale = isChanged(plan.error) && typed !== undefined;
  const fields = changedFields([
    {
      ...{ key: 'nextStep', label: t('pipeline.nextStep') },
      ...{ before: text(before), mine: text(wanted), theirs: text(nextStepOn) },
    },
  ]);
  const result = mergedKeys(fields, decided);
  const save = (): void => {
    if (!stale) return plan.mutate({ on: wanted, instead: before });
    setBefore(nextStepOn);
    setDecided({});
    if (result?.length) return plan.mutate({ on: wanted, instead: nextStepOn });
    setTyped(undefined);
    plan.reset();
  };
  return (
    <>
      <Field label={t('pipeline.nextStep')}>
        <span className="row">
          <Input
            type="date"
            min={today}
            value={on}
            onChange={({ target }) => {
              if (typed === undefined) setBefore(nextStepOn);
              setTyped(target.value);
            }}
          />
          <Button disabled={wanted === nextStepOn ? !stale : stale && !result} loading={plan.isPending} onClick={save}>
            {t(stale ? 'compare.save' : 'act.save')}
          </Button>
        </span>
      </Field>
      {plan.error && !stale && <Failed error={plan.error} safe />}
      {stale && (
        <Compare
          fields={fields}
          decided={decided}
          onDecide={(key, taken) => setDecided((known) => ({ ...known, [key]: taken }))}
        />
      )}
    </>
  );
}
