import { Suspense, useCallback, useState, type ReactNode } from 'react';
import { Button, Watermark } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { lazyRouteComponent, Link, Outlet as CurrentScreen, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLive } from '../live/use-live.js';
import { Allowed } from './allowed.js';
import { BottomBar } from './bottom-bar.js';
import { DemoBand } from './demo-band.js';
import { ScreenMark } from './screen-mark.js';
import { ScreenKeys } from './screen-keys.js';
import { LostBand } from './lost-band.js';
import { LineMark } from './line-mark.js';
import { useLook, usePhone } from './look.js';
import { screensFor } from './menu.js';
import { useDirectory, useSession, useToday } from './session.js';
import { YouMenu } from './you-menu.js';
import { Palette } from './palette.js';
import { lookAgain } from './whose.js';

const Help = lazyRouteComponent(() => import('./help.js'), 'Help');
const KEPT = 'pcrm.menu';

/** The desk around every screen: bar, menu, watermark with who is looking and when. */
export function Frame(): ReactNode {
  const { t } = useTranslation();
  const session = useSession();
  const { outletName } = useDirectory();
  const today = useToday();
  const look = useLook();
  const phone = usePhone();
  const queries = useQueryClient();
  const learnWhose = useCallback(() => void lookAgain(queries), [queries]);
  const line = useLive(true, learnWhose);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const openPalette = useCallback(() => setPalette(true), []);
  const openHelp = useCallback(() => setHelp(true), []);

  return (
    <Watermark
      content={[`${session.name} ${session.staffId}`, today]}
      font={{ color: look === 'dark' ? 'rgba(255,255,255,0.045)' : 'rgba(0,0,0,0.045)', fontSize: 13 }}
      gap={[120, 90]}
      className="watermark"
    >
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <div className="desk">
        <header className="bar-top">
          <Link to="/" className="brand">
            <img src="/mark.svg" alt="" width="22" height="22" />
            <span>{t('app.name')}</span>
          </Link>
          {session.outletId && !phone && <span className="bar-outlet">{outletName(session.outletId)}</span>}
          <span className="grow" />
          {!phone && (
            <Button onClick={openPalette} className="palette-button">
              {t('app.palette')} <kbd>Ctrl K</kbd>
            </Button>
          )}
          <LineMark state={line} />
          <Button type="text" className="help" aria-label={t('app.help')} title={t('app.help')} onClick={openHelp}>
            ?
          </Button>
          <YouMenu />
        </header>
        <DemoBand />
        <LostBand state={line} />
        <div className="desk-body">
          {!phone && <SideMenu />}
          <main id="main" tabIndex={-1}>
            <Allowed>
              <CurrentScreen />
            </Allowed>
          </main>
        </div>
        {phone && <BottomBar />}
      </div>
      <ScreenKeys onPalette={openPalette} onHelp={openHelp} />
      {help && (
        <Suspense>
          <Help onClose={() => setHelp(false)} />
        </Suspense>
      )}
      {palette && <Palette onClose={() => setPalette(false)} />}
    </Watermark>
  );
}

function SideMenu(): ReactNode {
  const { t } = useTranslation();
  const session = useSession();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [narrow, setNarrow] = useState(() => localStorage.getItem(KEPT) === 'narrow');
  const toggle = (): void => {
    localStorage.setItem(KEPT, narrow ? 'wide' : 'narrow');
    setNarrow(!narrow);
  };
  return (
    <nav className={narrow ? 'side side-narrow' : 'side'} aria-label={t('app.menu')}>
      <ul>
        {screensFor(session).map(({ name, path: to }) => (
          <li key={name}>
            <Link
              to={to}
              aria-current={path === to || path.startsWith(`${to}/`) ? 'page' : undefined}
              title={narrow ? t(`nav.${name}`) : undefined}
              aria-label={narrow ? t(`nav.${name}`) : undefined}
            >
              <ScreenMark name={name} />
              {!narrow && <span>{t(`nav.${name}`)}</span>}
            </Link>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="side-toggle"
        onClick={toggle}
        aria-label={t(narrow ? 'app.expand' : 'app.collapse')}
      >
        <span aria-hidden="true">{narrow ? '»' : '«'}</span>
      </button>
    </nav>
  );
}
