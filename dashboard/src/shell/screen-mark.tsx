import type { ReactNode } from 'react';
import {
  ApartmentOutlined,
  AuditOutlined,
  DashboardOutlined,
  FunnelPlotOutlined,
  MessageOutlined,
  ScheduleOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ScreenName } from './menu.js';

const MARKS: { readonly [N in ScreenName]: ReactNode } = {
  today: <ScheduleOutlined />,
  outlet: <DashboardOutlined />,
  clients: <TeamOutlined />,
  pipeline: <FunnelPlotOutlined />,
  compliance: <AuditOutlined />,
  allocation: <ApartmentOutlined />,
  sms: <MessageOutlined />,
  admin: <SettingOutlined />,
};

/** The sign of a screen in menus; its name stands beside it. */
export const ScreenMark = ({ name }: { name: ScreenName }): ReactNode => (
  <span className="screen-mark" aria-hidden="true">
    {MARKS[name]}
  </span>
);
