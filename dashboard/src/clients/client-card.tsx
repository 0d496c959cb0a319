import { useCallback, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { clientCard, type ClientCardData } from '../api/clients.js';
import type { ProgressLine } from '../api/engagement.js';
import type { Revised } from '../api/http.js';
import { LogContact } from '../contact/log-contact.js';
import { useView } from '../live/use-view.js';
import { MoveDrawer } from '../pipeline/move-drawer.js';
import { useMay } from '../shell/session.js';
import { TierMark } from '../show/marks.js';
import { Page } from '../show/page.js';
import { Shown } from '../show/shown.js';
import { AverageFacts } from './average-facts.js';
import { useCardKeys } from './card-keys.js';
import { CardLine } from './card-line.js';
import { ClientTimeline } from './client-timeline.js';
import { Consents } from './consents.js';
import { DutyPanel } from './duty-panel.js';
import { EditFile } from './edit-file.js';
import { FilePanel } from './file-panel.js';
import { MarkPotential } from './mark-potential.js';
import { OpportunityPanel, useOpenOpportunity } from './opportunity-panel.js';

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

type Opened = 'log' | 'move' | 'file' | 'mark' | undefined;
type Drawing = { readonly client: ClientCardData; readonly name: string; readonly line: ProgressLine | undefined };

function Card({ card: { body: client, revision } }: { card: Revised<ClientCardData> }): ReactNode {
  const { t } = useTranslation();
  const { clientId, tier, potential, watchSince } = client;
  const [opened, setOpened] = useState<Opened>();
  const opportunity = useOpenOpportunity(client);
  const mayLog = useMay('contact.log') && opened === undefined;
  const mayMove = useMay('opportunity.work') && opened === undefined && Boolean(opportunity.data);
  const log = useCallback(() => setOpened('log'), []);
  const move = useCallback(() => setOpened('move'), []);
  useCardKeys({ log: mayLog ? log : undefined, move: mayMove ? move : undefined });
  const drawing: Drawing = {
    client,
    name: client.name ?? client.clientNo ?? clientId.slice(0, 8),
    line: opportunity.data ?? undefined,
  };
  return (
    <Page
      title={
        <>
          {drawing.name} <TierMark tier={tier} target={potential?.targetTier} />
          {watchSince && <span className="tier tier-watch">{t('clients.watchSince', { date: watchSince })}</span>}
        </>
      }
      beside={<Acts drawing={drawing} open={setOpened} />}
    >
      <CardLine client={client} />
      <div className="columns">
        <div className="wide stack">
          <AverageFacts client={client} name={drawing.name} />
          {useMay('opportunity.read') && (
            <OpportunityPanel asked={opportunity} name={drawing.name} onMove={() => setOpened('move')} />
          )}
          <ClientTimeline clientId={clientId} />
        </div>
        <div className="beside">
          <DutyPanel clientId={clientId} name={drawing.name} />
          <FilePanel client={client} onEdit={() => setOpened('file')} />
          <Consents client={client} />
        </div>
      </div>
      <OpenedDrawer drawing={drawing} revision={revision} opened={opened} open={setOpened} />
    </Page>
  );
}

function Acts({ drawing: { client, line }, open }: { drawing: Drawing; open: (what: Opened) => void }): ReactNode {
  const { t } = useTranslation();
  const mayWork = useMay('opportunity.work');
  const mayLog = useMay('contact.log');
  const mayMark = useMay('client.mark-potential');
  return (
    <>
      {mayMark && !line && !client.potential && (
        <Button onClick={() => open('mark')}>{t('clients.markPotential')}</Button>
      )}
      {mayWork && line && <Button onClick={() => open('move')}>{t('pipeline.move')}</Button>}
      {mayLog && (
        <Button type="primary" onClick={() => open('log')}>
          {t('today.log')}
        </Button>
      )}
    </>
  );
}

function OpenedDrawer({
  drawing: { client, name, line },
  revision,
  opened,
  open,
}: {
  drawing: Drawing;
  revision: number | undefined;
  opened: Opened;
  open: (what: Opened) => void;
}): ReactNode {
  const { clientId } = client;
  const onClose = (): void => open(undefined);
  switch (opened) {
    case 'log':
      return (
        <LogContact whom={{ clientId, name, ...(line && { opportunityId: line.opportunityId }) }} onClose={onClose} />
      );
    case 'move':
      return line && <MoveDrawer line={line} onClose={onClose} onLog={() => open('log')} onFile={() => open('file')} />;
    case 'file':
      return <EditFile client={client} revision={revision} onClose={onClose} />;
    case 'mark':
      return <MarkPotential client={client} onClose={onClose} />;
    default:
      return null;
  }
}
