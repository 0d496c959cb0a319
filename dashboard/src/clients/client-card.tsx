import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { clientCard, type ClientCardData } from '../api/clients.js';
import { openOpportunity } from '../api/engagement.js';
import type { Revised } from '../api/http.js';
import { Problem } from '../api/problem.js';
import { LogContact } from '../contact/log-contact.js';
import { useView } from '../live/use-view.js';
import { MoveDrawer } from '../pipeline/move-drawer.js';
import { useDirectory, useMay } from '../shell/session.js';
import { TierMark } from '../show/marks.js';
import { Page } from '../show/page.js';
import { Shown } from '../show/shown.js';
import { AverageFacts } from './average-facts.js';
import { ClientTimeline } from './client-timeline.js';
import { Consents } from './consents.js';
import { EditFile } from './edit-file.js';
import { FilePanel } from './file-panel.js';
import { MarkPotential } from './mark-potential.js';
import { OpportunityPanel } from './opportunity-panel.js';
import { DutyPanel } from './duty-panel.js';

/** 客户卡: one client, masked, with everything around them that this person may see. */
export function ClientCard(): ReactNode {
  const { clientId } = useParams({ from: '/clients/$clientId' });
  const card = useView(['client-card', clientId], ({ signal }) => clientCard(clientId, { signal }), {
    views: ['client-list', 'client-card'],
    key: clientId,
  });
  return (
    <Shown asked={card} shape="cards">
      {(data) => <Card key={clientId} card={data} />}
    </Shown>
  );
}

type Opened = 'log' | 'move' | 'file' | 'mark';

function Card({ card: { body, revision } }: { card: Revised<ClientCardData> }): ReactNode {
  const { t } = useTranslation();
  const { staffName, outletName } = useDirectory();
  const { clientId, clientNo, tier, potential, maintainer, advisers } = body;
  const [opened, setOpened] = useState<Opened>();
  const mayPursue = useMay('opportunity.read');
  const mayWork = useMay('opportunity.work');
  const mayLog = useMay('contact.log');
  const mayMark = useMay('client.mark-potential');
  const opportunity = useView(
    ['progress-table', 'client', clientId],
    async ({ signal }) => {
      try {
        return await openOpportunity(clientId, { signal });
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
    { views: ['progress-table'], key: clientId, enabled: mayPursue },
  );
  const name = body.name ?? clientNo ?? clientId.slice(0, 8);
  const line = opportunity.data ?? undefined;
  return (
    <Page
      title={
        <>
          {name} <TierMark tier={tier} target={potential?.targetTier} />
          {body.watchSince && (
            <span className="tier tier-watch">{t('clients.watchSince', { date: body.watchSince })}</span>
          )}
        </>
      }
      beside={
        <>
          {mayMark && !line && !potential && (
            <Button onClick={() => setOpened('mark')}>{t('clients.markPotential')}</Button>
          )}
          {mayWork && line && <Button onClick={() => setOpened('move')}>{t('pipeline.move')}</Button>}
          {mayLog && (
            <Button type="primary" onClick={() => setOpened('log')}>
              {t('today.log')}
            </Button>
          )}
        </>
      }
    >
      <p className="card-line">
        <span>{clientNo}</span>
        <span>{outletName(body.outletId)}</span>
        <span>
          {t('field.maintainer')} <b>{maintainer ? staffName(maintainer.staffId) : t('clients.unassigned')}</b>
        </span>
        {advisers.length > 0 && (
          <span>
            {t('field.adviser')} <b>{advisers.map((staffId) => staffName(staffId)).join('、')}</b>
          </span>
        )}
        {body.coolingOff && <span className="late">{t('clients.coolOff', { date: body.coolOffUntil ?? '' })}</span>}
        <Link to="/clients" className="grow-end">
          {t('clients.backToList')}
        </Link>
      </p>
      <div className="columns">
        <div className="wide stack">
          <AverageFacts client={body} />
          {mayPursue && <OpportunityPanel asked={opportunity} onMove={() => setOpened('move')} />}
          <ClientTimeline clientId={clientId} />
        </div>
        <div className="beside">
          <DutyPanel clientId={clientId} />
          <FilePanel client={body} onEdit={() => setOpened('file')} />
          <Consents client={body} />
        </div>
      </div>
      {opened === 'log' && (
        <LogContact
          whom={{ clientId, name, ...(line && { opportunityId: line.opportunityId }) }}
          onClose={() => setOpened(undefined)}
        />
      )}
      {opened === 'move' && line && (
        <MoveDrawer
          line={line}
          onClose={() => setOpened(undefined)}
          onLog={() => setOpened('log')}
          onFile={() => setOpened('file')}
        />
      )}
      {opened === 'file' && <EditFile client={body} revision={revision} onClose={() => setOpened(undefined)} />}
      {opened === 'mark' && <MarkPotential client={body} onClose={() => setOpened(undefined)} />}
    </Page>
  );
}
