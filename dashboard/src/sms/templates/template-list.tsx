import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { templates, type TemplateEntry } from '../../api/templates.js';
import { useView } from '../../live/use-view.js';
import { useDirectory, useMay } from '../../shell/session.js';
import { Empty, Shown } from '../../show/shown.js';
import { useMessageWords } from '../message-words.js';
import { TemplateDrawer } from './template-drawer.js';

/** 模板: what is in use, and what waits for a second person. */
export function TemplateList(): ReactNode {
  const { t } = useTranslation();
  const mayWrite = useMay('template.write');
  const [opened, setOpened] = useState<string>();
  const asked = useView(['templates'], ({ signal }) => templates({ signal }), { views: ['templates'] });
  // What was withdrawn has no wording left to be told by.
  const items = (asked.data?.body.items ?? []).filter(({ approved, draft }) => approved ?? draft);
  return (
    <>
      {mayWrite && (
        <div className="filters">
          <Button onClick={() => setOpened('new')}>{t('template.create')}</Button>
          <span className="muted">{t('template.rule')}</span>
        </div>
      )}
      <Shown asked={asked} isEmpty={() => items.length === 0} empty={<Empty>{t('template.empty')}</Empty>}>
        {() => (
          <ul className="templates">
            {items.map((entry) => (
              <TemplateRow key={entry.templateId} entry={entry} onOpen={() => setOpened(entry.templateId)} />
            ))}
          </ul>
        )}
      </Shown>
      {opened !== undefined && (
        <TemplateDrawer
          key={opened}
          entry={items.find(({ templateId }) => templateId === opened)}
          revision={asked.data?.revision}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

function TemplateRow({ entry: { approved, draft }, onOpen }: { entry: TemplateEntry; onOpen: () => void }): ReactNode {
  const { t } = useTranslation();
  const { staffName } = useDirectory();
  const { occasionOf } = useMessageWords();
  const shown = approved ?? draft;
  const name = shown?.name ?? t('template.withdrawn');
  return (
    <li className={approved ? 'template' : 'template template-idle'}>
      <span>
        <button type="button" className="quiet" onClick={onOpen} aria-label={t('template.open', { name })}>
          {name}
        </button>{' '}
        <small className="muted">
          {shown && t(`sms.kind.${shown.kind}`)}
          {shown?.occasion && ` · ${occasionOf(shown.occasion)}`}
        </small>
      </span>
      <span className="template-text">{shown?.text ?? '—'}</span>
      <span>
        {approved ? (
          <span className="good">{t('template.inUse', { version: approved.version })}</span>
        ) : (
          <span className="muted">{t('template.notInUse')}</span>
        )}
        {draft && (
          <span className="soon">
            {' '}
            {t('template.waits', { version: draft.version, name: staffName(draft.draftedBy) })}
          </span>
        )}
      </span>
    </li>
  );
}
