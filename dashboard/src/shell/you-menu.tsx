import type { ReactNode } from 'react';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { chooseLook, useLookChoice, type LookChoice } from './look.js';
import { useSession } from './session.js';
import { useSignOut } from './sign-out.js';
import { speak, useLanguage } from '../words/i18n.js';

const LOOKS: readonly LookChoice[] = ['system', 'light', 'dark'];

/** Who one is, how the page looks and speaks, and the way out. */
export function YouMenu(): ReactNode {
  const { t } = useTranslation();
  const { name, role } = useSession();
  const choice = useLookChoice();
  const language = useLanguage();
  const signOut = useSignOut();
  const items: MenuProps['items'] = [
    ...LOOKS.map((look) => ({
      key: look,
      label: `${t('app.theme')}：${t(`app.${look}`)}${choice === look ? ' ✓' : ''}`,
      onClick: () => chooseLook(look),
    })),
    { type: 'divider' as const },
    {
      key: 'language',
      label: <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{t('app.otherLanguage')}</span>,
      onClick: () => void speak(language === 'zh' ? 'en' : 'zh-CN'),
    },
    { type: 'divider' as const },
    { key: 'out', label: t('app.signOut'), onClick: signOut },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" className="you">
        <b>{name}</b>
        <span className="muted you-role">{t(`role.${role}`)}</span>
        <span aria-hidden="true">▾</span>
      </Button>
    </Dropdown>
  );
}
