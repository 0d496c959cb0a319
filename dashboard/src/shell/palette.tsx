import { useState, type ReactNode } from 'react';
import { Command } from 'cmdk';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { searchClients } from '../api/clients.js';
import { isComposing } from '../show/keyboard.js';
import { useSettled } from '../show/use-settled.js';
import { TierMark } from '../show/marks.js';
import { may, screensFor } from './menu.js';
import { useSession } from './session.js';

/** Clients by name, initials, number or phone tail, and the screens; the text goes in a body, never into an address. */
export function Palette({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const asked = useSettled(text.trim());
  const found = useQuery({
    queryKey: ['client-list', 'palette', asked],
    queryFn: ({ signal }) => searchClients({ text: asked }, { limit: 8 }, signal),
    enabled: asked.length >= 2 && may(session, 'client.list', 'client.read'),
    gcTime: 0,
  });
  const screens = screensFor(session).filter(({ name }) => text === '' || t(`nav.${name}`).includes(text));
  const go = (to: string): void => {
    onClose();
    void navigate({ to });
  };
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      label={t('app.palette')}
      shouldFilter={false}
      className="palette"
      overlayClassName="palette-over"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isComposing(event.nativeEvent)) event.preventDefault();
      }}
    >
      <Command.Input value={text} onValueChange={setText} placeholder={t('app.palette')} />
      <Command.List>
        {text !== '' && <Command.Empty className="empty">{t('app.paletteEmpty')}</Command.Empty>}
        {(found.data?.items ?? []).map(({ clientId, clientNo, name, tier, potential }) => (
          <Command.Item key={clientId} value={clientId} onSelect={() => go(`/clients/${clientId}`)}>
            <b>{name ?? clientNo}</b> <span className="muted">{clientNo}</span>
            <TierMark tier={tier} target={potential?.targetTier} />
          </Command.Item>
        ))}
        {screens.map(({ name, path, key }) => (
          <Command.Item key={name} value={name} onSelect={() => go(path)}>
            {t(`nav.${name}`)} <kbd>{`g ${key}`}</kbd>
          </Command.Item>
        ))}
      </Command.List>
    </Command.Dialog>
  );
}
