import type { ReactNode } from 'react';
import { Button, Segmented } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page, Panel } from '../show/page.js';
import { speak, useLanguage } from '../words/i18n.js';
import { chooseLook, useLookChoice, type LookChoice } from './look.js';
import { screensFor } from './menu.js';
import { ScreenMark } from './screen-mark.js';
import { useDirectory, useSession } from './session.js';
import { useSignOut } from './sign-out.js';

const LOOKS: readonly LookChoice[] = ['system', 'light', 'dark'];

/** 我的: on a phone the rest of the menu and the settings. */
export function You(): ReactNode {
  const { t } = useTranslation();
  const session = useSession();
  const { outletName } = useDirectory();
  const language = useLanguage();
  const choice = useLookChoice();
  const signOut = useSignOut();
  return (
    <Page title={session.name}>
      <p className="muted">
        {t(`role.${session.role}`)} · {session.staffId}
        {session.outletId && ` · ${outletName(session.outletId)}`}
      </p>
      <Panel title={t('app.menu')}>
        <ul className="you-screens">
          {screensFor(session).map(({ name, path }) => (
            <li key={name}>
              <Link to={path}>
                <ScreenMark name={name} /> {t(`nav.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('app.theme')}>
        <Segmented
          aria-label={t('app.theme')}
          value={choice}
          onChange={chooseLook}
          options={LOOKS.map((look) => ({ value: look, label: t(`app.${look}`) }))}
        />
      </Panel>
      <p className="you-acts">
        <Button onClick={() => void speak(language === 'zh' ? 'en' : 'zh-CN')}>{t('app.otherLanguage')}</Button>
        <Button onClick={signOut}>{t('app.signOut')}</Button>
      </p>
    </Page>
  );
}
