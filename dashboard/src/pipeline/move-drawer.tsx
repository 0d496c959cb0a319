import { useState, type ReactNode } from 'react';
import { App, Button, Input } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  hold,
  resume,
  terminate,
  TERMINATION_REASONS,
  type ProgressLine,
  type TerminationReason,
} from '../api/engagement.js';
import { useCommand } from '../live/use-command.js';
import { useMay } from '../shell/session.js';
import { Failed } from '../show/shown.js';
import { Choice, Field, Side } from '../show/side.js';
import { useDraft } from '../show/use-draft.js';
import { Gate } from './gate.js';
import { NextStep } from './next-step.js';
import { useSigningWords } from './signing-words.js';
import { SHOWN_IN, useMove } from './use-move.js';
import { useOpportunity, type Acting } from './use-opportunity.js';
import { Why } from '../why/why.js';
import { isBack, isOpenStage, mayStep, nextStage, SIGNING_STAGES_OPEN, type OpenStage } from './stages.js';

/** 推进: to which stage, and only what that step still needs. The gate of SIGNING asks for the report and the file's minimum (P5). */
export function MoveDrawer({
  line: given,
  to: asked,
  onClose,
  onLog,
  onFile,
}: {
  line: ProgressLine;
  to?: OpenStage | undefined;
  onClose: () => void;
  onLog: () => void;
  onFile: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { line, acting } = useOpportunity(given);
  const { stage, refusedCode } = line;
  const name = line.clientName ?? line.clientId.slice(0, 8);
  const first = asked ?? (isOpenStage(stage) ? (nextStage(stage) ?? stage) : undefined);
  const [to, setTo] = useState<OpenStage | undefined>(first);
  const [{ reason }, change, drop] = useDraft(`back.${line.opportunityId}`, { reason: '' });
  const onDone = (): void => {
    drop();
    onClose();
  };
  const { move, ask } = useMove({ line, acting, onDone });
  const again = refusedCode !== null && to === 'SIGNING';
  const back = to !== undefined && isBack(stage, to);
  const ready = to !== undefined && mayStep(line, to, reason.trim());
  const go = (): void => {
    if (ready) ask({ to, ...(back && { reason: reason.trim() }) });
  };

  return (
    <Side
      title={t('pipeline.moveTitle', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="primary" disabled={!ready} loading={move.isPending} onClick={go}>
            {t(again ? 'pipeline.signAgain' : 'pipeline.move')}
          </Button>
        </>
      }
    >
      <div className="form">
        {move.error && <Failed error={move.error} safe />}
        <Now line={line} />
        <Choice<OpenStage>
          label={t('pipeline.to')}
          value={to}
          onChange={setTo}
          options={SIGNING_STAGES_OPEN.map((value) => ({ value, label: t(`stage.${value}`) }))}
        />
        {back && (
          <Field label={t('pipeline.backReason')} hint={t('pipeline.backNeedsReason')}>
            <Input value={reason} maxLength={500} onChange={({ target }) => change({ reason: target.value })} />
          </Field>
        )}
        {to === 'SIGNING' && <Gate line={line} onLog={onLog} onFile={onFile} onClose={onClose} />}
        <hr />
        <NextStep line={line} />
        <Hold line={line} acting={acting} onDone={onClose} />
        <Terminate line={line} acting={acting} name={name} onDone={onClose} />
      </div>
    </Side>
  );
}

/** Where the opportunity stands, and what is said of it. */
function Now({ line }: { line: ProgressLine }): ReactNode {
  const { t } = useTranslation();
  const mayRead = useMay('client.read');
  const { refusalOf } = useSigningWords();
  const { opportunityId, clientId, stage, daysInStage, refusedCode, suggestedStage } = line;
  return (
    <>
      <p>
        {t('pipeline.now')} <b>{t(`stage.${stage}`)}</b> · {t('pipeline.inStage')} {t('unit.days', { n: daysInStage })}
        {' · '}
        <Why of={{ kind: 'opportunity', opportunityId, clientId, name: line.clientName ?? clientId.slice(0, 8) }} />
        {mayRead && (
          <>
            {' · '}
            <Link to="/clients/$clientId" params={{ clientId }}>
              {t('nav.client')}
            </Link>
          </>
        )}
      </p>
      {refusedCode ? (
        <p>
          <span className="late">{`${t('pipeline.refused')}：${refusalOf(refusedCode)}`}</span>{' '}
          <span className="muted">{t('pipeline.againHint')}</span>
        </p>
      ) : (
        stage === 'SIGNING' && <p className="muted">{t('pipeline.waiting')}</p>
      )}
      {suggestedStage && <p className="good">{t('pipeline.suggested', { stage: t(`stage.${suggestedStage}`) })}</p>}
    </>
  );
}

function Hold({
  line: { opportunityId, onHold },
  acting,
  onDone,
}: {
  line: ProgressLine;
  acting: Acting;
  onDone: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const draft = `hold.${opportunityId}`;
  const [{ reason }, change, drop] = useDraft(draft, { reason: '' });
  const act = useCommand(
    (why: string | null, commandId) =>
      acting((revision) =>
        why === null ? resume(opportunityId, commandId, revision) : hold(opportunityId, why, commandId, revision),
      ),
    {
      shownIn: SHOWN_IN,
      draft,
      onDone: () => {
        drop();
        onDone();
      },
    },
  );
  if (onHold) {
    return (
      <p>
        {t('pipeline.onHold')}{' '}
        <Button loading={act.isPending} onClick={() => act.mutate(null)}>
          {t('pipeline.resume')}
        </Button>
        {act.error && <Failed error={act.error} safe />}
      </p>
    );
  }
  return (
    <Field label={t('pipeline.holdReason')}>
      <span className="row">
        <Input value={reason} maxLength={500} onChange={({ target }) => change({ reason: target.value })} />
        <Button disabled={reason.trim() === ''} loading={act.isPending} onClick={() => act.mutate(reason.trim())}>
          {t('pipeline.hold')}
        </Button>
      </span>
      {act.error && <Failed error={act.error} safe />}
    </Field>
  );
}

type Ending = { readonly reasonCode: TerminationReason | undefined; readonly reason: string };

function Terminate({
  line,
  acting,
  name,
  onDone,
}: {
  line: ProgressLine;
  acting: Acting;
  name: string;
  onDone: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const mayEnd = useMay('opportunity.terminate');
  const draft = `end.${line.opportunityId}`;
  const [{ reasonCode, reason }, change, drop] = useDraft<Ending>(draft, { reasonCode: undefined, reason: '' });
  const end = useCommand(
    (body: { reasonCode: TerminationReason; reason?: string }, commandId) =>
      acting((revision) => terminate(line.opportunityId, body, commandId, revision)),
    {
      shownIn: SHOWN_IN,
      draft,
      onDone: () => {
        drop();
        void message.success(t('pipeline.terminated', { name }));
        onDone();
      },
    },
  );
  if (!mayEnd) return null;
  const ready = reasonCode && (reasonCode !== 'other' || reason.trim() !== '');
  return (
    <details className="danger">
      <summary>{t('pipeline.terminate')}</summary>
      {end.error && <Failed error={end.error} safe />}
      <Choice<TerminationReason>
        label={t('pipeline.terminateWhy')}
        value={reasonCode}
        onChange={(code) => change({ reasonCode: code })}
        options={TERMINATION_REASONS.map((value) => ({ value, label: t(`termination.${value}`) }))}
      />
      {reasonCode === 'declined' && <p className="muted">{t('pipeline.declinedHint')}</p>}
      <Field label={t('pipeline.terminateNote')}>
        <Input value={reason} maxLength={500} onChange={({ target }) => change({ reason: target.value })} />
      </Field>
      <Button
        danger
        disabled={!ready}
        loading={end.isPending}
        onClick={() => reasonCode && end.mutate({ reasonCode, ...(reason.trim() && { reason: reason.trim() }) })}
      >
        {t('pipeline.terminate')}
      </Button>
    </details>
  );
}
