import type { Session } from '../api/session.js';

/** The screens of the desk, in the order of the menu, each with the permission it needs. */
export const SCREENS = [
  { name: 'today', path: '/today', needs: ['duty.read', 'plan.work'], key: 't' },
  { name: 'outlet', path: '/outlet', needs: ['load-board.read', 'compliance.read'], key: 'o' },
  { name: 'clients', path: '/clients', needs: ['client.list'], key: 'c' },
  { name: 'pipeline', path: '/pipeline', needs: ['opportunity.read'], key: 'p' },
  { name: 'compliance', path: '/compliance', needs: ['compliance.read'], key: 'm' },
  { name: 'allocation', path: '/allocation', needs: ['unassigned.read', 'load-board.read'], key: 'a' },
  { name: 'sms', path: '/sms', needs: ['template.read'], key: 's' },
  { name: 'admin', path: '/admin', needs: ['user.manage'], key: 'x' },
] as const;
export type Screen = (typeof SCREENS)[number];
export type ScreenName = Screen['name'];

type Granted = Pick<Session, 'permissions'>;
export const may = ({ permissions }: Granted, ...needed: readonly string[]): boolean =>
  needed.every((permission) => permissions.includes(permission));

/** What this person can open. The platform enforces it; the menu only leaves out what would be refused. */
export const screensFor = (session: Granted): readonly Screen[] =>
  SCREENS.filter(({ needs }) => may(session, ...needs));

/** What one item behind a list needs besides the screen: a client's card shows more than the list. */
const CARD_NEEDS: { readonly [N in ScreenName]?: readonly string[] } = { clients: ['client.read'] };

/** The screen that this person may not open although the address asks for it; undefined where nothing stands against it. */
export function deniedAt(path: string, session: Granted): ScreenName | undefined {
  const screen = SCREENS.find((each) => path === each.path || path.startsWith(`${each.path}/`));
  if (!screen) return undefined;
  const needs = [...screen.needs, ...(path === screen.path ? [] : (CARD_NEEDS[screen.name] ?? []))];
  return may(session, ...needs) ? undefined : screen.name;
}

/** Roles whose day begins with the outlet, not with their own clients. */
const OVERSEERS = new Set(['outletHead', 'branchManager', 'branchAnalyst']);

/** Roles that are attached to clients whom others maintain: no duties of their own fall due. */
const ADVISERS = new Set(['wealthAdviser', 'financialAdviser']);

/** Where somebody lands after signing in. */
export function homeFor(session: Granted & Pick<Session, 'role'>): Screen['path'] | undefined {
  const screens = screensFor(session);
  const has = (name: ScreenName): boolean => screens.some((screen) => screen.name === name);
  if (OVERSEERS.has(session.role) && has('outlet')) return '/outlet';
  if (ADVISERS.has(session.role) && has('clients')) return '/clients';
  if (session.role === 'administrator' && has('admin')) return '/admin';
  if (session.role === 'compliance' && has('compliance')) return '/compliance';
  return screens[0]?.path;
}
