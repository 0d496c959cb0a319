import { useState, type ReactNode } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { searchClients } from '../api/clients.js';
import { LogContact, type Whom } from '../contact/log-contact.js';
import { useView } from '../live/use-view.js';
import { TierMark } from '../show/marks.js';
import { Empty, Shown } from '../show/shown.js';
import { Field, Side } from '../show/side.js';
import { useSettled } from '../show/use-settled.js';

/** 记录 on a phone: whom, then what. */
export function QuickLog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [whom, setWhom] = useState<Whom>();
  const asked = useSettled(text.trim());
  const found = useView(
    ['client-list', 'quick-log', asked],
    ({ signal }) => searchClients({ ...(asked && { text: asked }) }, { limit: 10 }, signal),
    { views: ['client-list'], keep: true },
  );
  if (whom) return <LogContact whom={whom} onClose={onClose} />;
  return (
    <Side title={t('today.log')} onClose={onClose}>
      <div className="form">
        <Field label={t('field.client')}>
          <Input
            allowClear
            placeholder={t('clients.search')}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </Field>
        <Shown
          asked={found}
          isEmpty={({ items }) => items.length === 0}
          empty={<Empty>{t('clients.noneFound')}</Empty>}
        >
          {({ items }) => (
            <ul className="cards">
              {items.map(({ clientId, clientNo, name, tier, potential }) => (
                <li key={clientId}>
                  <button
                    type="button"
                    className="card whom"
                    onClick={() => setWhom({ clientId, name: name ?? clientNo ?? clientId.slice(0, 8) })}
                  >
                    <b>{name ?? clientNo}</b> <TierMark tier={tier} target={potential?.targetTier} />
                  </button>
                </li>
              ))}
            </ul>
          )}
        </Shown>
      </div>
    </Side>
  );
}
