import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../show/shown.js';

export function NoPage(): ReactNode {
  const { t } = useTranslation();
  return <Empty act={<Link to="/">{t('act.back')}</Link>}>{t('state.noPage')}</Empty>;
}
