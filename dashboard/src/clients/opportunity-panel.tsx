import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ClientCardData } from '../api/clients.js';
import { openOpportunity, type ProgressLine } from '../api/engagement.js';
import { Problem } from '../api/problem.js';
import { useView } from '../live/use-view.js';
import { SIGNING_STAGES_OPEN } from '../pipeline/stages.js';
import { Lacks } from '../pipeline/lacks.js';
import { useSigningWords } from '../pipeline/signing-words.js';
import { useMay } from '../shell/session.js';
import { Panel } from '../show/page.js';
import { Empty, Shown } from '../show/shown.js';
import { Why } from '../why/why.js';

/** The client's open opportunity; null when there is none. Only who has potential can have one. */
export function useOpenOpportunity({
  clientId,
  potential,
}: Pick<ClientCardData, 'clientId' | 'potential'>): UseQueryResult<ProgressLine | null> {
  const mayRead = useMay('opportunity.read');
  return useView(
    ['progress-table', 'client', clientId, potential !== null],
    async ({ signal }) => {
      if (potential === null) return null;
      try {
        return await openOpportunity(clientId, { signal });
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
    { views: ['progress-table'], key: clientId, enabled: mayRead },
  );
}

type Asked = {
  readonly data: ProgressLine | null | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
};

/** The open opportunity of a client: where it stands and what signing still lacks. */
export function OpportunityPanel({
  asked,
  name,
  onMove,
}: {
  asked: Asked;
  name: string;
  onMove: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const mayWork = useMay('opportunity.work');
  return (
    <Panel
      title={t('clients.opportunity')}
      beside={
        asked.data && (
          <>
            <Why
              of={{ kind: 'opportunity', opportunityId: asked.data.opportunityId, clientId: asked.data.clientId, name }}
            />
            {mayWork && (
              <Button onClick={onMove}>{t(asked.data.refusedCode ? 'pipeline.signAgain' : 'pipeline.move')}</Button>
            )}
          </>
        )
      }
    >
      <Shown
        asked={asked}
        shape="lines"
        isEmpty={(line) => line === null}
        empty={<Empty>{t('clients.noOpportunity')}</Empty>}
      >
        {(line) => line && <Stages line={line} />}
      </Shown>
    </Panel>
  );
}

function Stages({ line }: { line: ProgressLine }): ReactNode {
  const { t } = useTranslation();
  const { refusalOf } = useSigningWords();
  const here = SIGNING_STAGES_OPEN.findIndex((stage) => stage === line.stage);
  return (
    <>
      <ol className="stages">
        {SIGNING_STAGES_OPEN.map((stage, index) => (
          <li
            key={stage}
            className={index < here ? 'past' : index === here ? 'here' : ''}
            aria-current={index === here ? 'step' : undefined}
          >
            {t(`stage.${stage}`)}
          </li>
        ))}
      </ol>
      <ul className="notes">
        <li>
          {t('pipeline.inStage')} {t('unit.days', { n: line.daysInStage })}
          {line.onHold && ` · ${t('pipeline.onHold')}`}
          {line.nextStepOn && ` · ${t('field.nextStep')} ${line.nextStepOn}`}
        </li>
        {line.refusedCode && <li className="late">{`${t('pipeline.refused')}：${refusalOf(line.refusedCode)}`}</li>}
        <li>
          <Lacks lacks={line.signingLacks} />
        </li>
      </ul>
    </>
  );
}
