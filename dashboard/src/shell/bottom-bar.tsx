import { Suspense, useState, type ReactNode } from 'react';
import { EditOutlined, UserOutlined } from '@ant-design/icons';
import { lazyRouteComponent, Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { screensFor, type Screen, type ScreenName } from './menu.js';
import { ScreenMark } from './screen-mark.js';
import { useMay, useSession } from './session.js';

const QuickLog = lazyRouteComponent(() => import('./quick-log.js'), 'QuickLog');

/** On a phone the first of these that the role has; what else there is stands under 我的. */
const ON_PHONES: readonly ScreenName[] = ['today', 'outlet', 'clients', 'pipeline', 'compliance', 'sms', 'admin'];

/** 今日 · 客户 · 记录 · 商机 · 我的. */
export function BottomBar(): ReactNode {
  const { t } = useTranslation();
  const session = useSession();
  const mayLog = useMay('contact.log', 'client.list');
  const [logging, setLogging] = useState(false);
  const screens = screensFor(session);
  const shown = ON_PHONES.flatMap((name) => screens.find((screen) => screen.name === name) ?? []);
  const [before, after] = [shown.slice(0, 2), shown.slice(2, mayLog ? 3 : 4)];
  return (
    <nav className="bar-bottom" aria-label={t('app.menu')}>
      <Screens screens={before} />
      {mayLog && (
        <button type="button" onClick={() => setLogging(true)}>
          <span className="screen-mark" aria-hidden="true">
            <EditOutlined />
          </span>
          <span>{t('nav.log')}</span>
        </button>
      )}
      <Screens screens={after} />
      <BarLink to="/you" mark={<UserOutlined />}>
        {t('app.you')}
      </BarLink>
      {logging && (
        <Suspense>
          <QuickLog onClose={() => setLogging(false)} />
        </Suspense>
      )}
    </nav>
  );
}

function Screens({ screens }: { screens: readonly Screen[] }): ReactNode {
  const { t } = useTranslation();
  return screens.map(({ name, path }) => (
    <BarLink key={name} to={path} mark={<ScreenMark name={name} />}>
      {t(`phone.${name}`)}
    </BarLink>
  ));
}

function BarLink({
  to,
  mark,
  children,
}: {
  to: Screen['path'] | '/you';
  mark: ReactNode;
  children: ReactNode;
}): ReactNode {
  const path = useLocation({ select: ({ pathname }) => pathname });
  return (
    <Link to={to} aria-current={path === to || path.startsWith(`${to}/`) ? 'page' : undefined}>
      <span className="screen-mark" aria-hidden="true">
        {mark}
      </span>
      <span>{children}</span>
    </Link>
  );
}
