import type { ReactNode } from 'react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../show/page.js';
import { Empty } from '../show/shown.js';
import { deniedAt, homeFor } from './menu.js';
import { useSession } from './session.js';

/** The screen, or why this person may not open it and who could change that. Nothing is asked for that would be refused. */
export function Allowed({ children }: { children: ReactNode }): ReactNode {
  const path = useLocation({ select: ({ pathname }) => pathname });
  return deniedAt(path, useSession()) === undefined ? children : <Denied path={path} />;
}

function Denied({ path }: { path: string }): ReactNode {
  const { t } = useTranslation();
  const session = useSession();
  const denied = deniedAt(path, session);
  const home = homeFor(session);
  const role = t(`role.${session.role}`);
  return (
    <Page title={denied && t(`nav.${denied}`)}>
      <Empty act={home && <Link to={home}>{t('state.toOwnHome')}</Link>}>
        <strong className="denied">{t('state.deniedScreen', { role })}</strong>
        <br />
        {t(session.role === 'administrator' ? 'state.administratorSeesNobody' : 'state.whoGrants')}
      </Empty>
    </Page>
  );
}
