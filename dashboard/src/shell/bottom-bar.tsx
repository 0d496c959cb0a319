import type { ReactNode } from 'react';
import { UserOutlined } from '@ant-design/icons';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { screensFor, type ScreenName } from './menu.js';
import { ScreenMark } from './screen-mark.js';
import { useSession } from './session.js';

/** On a phone the first of these that the role has, and what else there is under 我的. */
const ON_PHONES: readonly ScreenName[] = ['today', 'outlet', 'clients', 'pipeline', 'compliance', 'sms', 'admin'];

export function BottomBar(): ReactNode {
  const { t } = useTranslation();
  const session = useSession();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const screens = screensFor(session);
  const shown = ON_PHONES.flatMap((name) => screens.find((screen) => screen.name === name) ?? []).slice(0, 4);
  const isHere = (to: string): 'page' | undefined => (path === to || path.startsWith(`${to}/`) ? 'page' : undefined);
  return (
    <nav className="bar-bottom" aria-label={t('app.menu')}>
      {shown.map(({ name, path: to }) => (
        <Link key={name} to={to} aria-current={isHere(to)}>
          <ScreenMark name={name} />
          <span>{t(`phone.${name}`)}</span>
        </Link>
      ))}
      <Link to="/you" aria-current={isHere('/you')}>
        <span className="screen-mark" aria-hidden="true">
          <UserOutlined />
        </span>
        <span>{t('app.you')}</span>
      </Link>
    </nav>
  );
}
