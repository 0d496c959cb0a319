import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { outlets, staff, type Outlet, type StaffMember } from '../api/allocation.js';
import type { Page as PageOf } from '../api/http.js';
import type { Session } from '../api/session.js';
import { dateOf } from '../show/dates.js';
import { may } from './menu.js';

const SessionContext = createContext<Session | undefined>(undefined);

export const SessionProvider = ({ session, children }: { session: Session; children: ReactNode }): ReactNode => (
  <SessionContext value={session}>{children}</SessionContext>
);

/** Who is signed in; only below the signed-in part of the page. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('nobody is signed in here');
  return session;
}

export const useMay = (...needed: readonly string[]): boolean => may(useSession(), ...needed);

/** The platform's business date in Shanghai, which a demo may have moved; changes at midnight. */
export function useToday(): string {
  const { ahead } = useSession();
  const [here, setHere] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setHere(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return dateOf(new Date(here + ahead).toISOString());
}

/** The platform's time now, as an instant. */
export function useNow(): () => string {
  const { ahead } = useSession();
  return () => new Date(Date.now() + ahead).toISOString();
}

export type Directory = {
  readonly staffName: (staffId: string | null | undefined) => string;
  readonly outletName: (outletId: string | null | undefined) => string;
  readonly staff: readonly StaffMember[];
  readonly outlets: readonly Outlet[];
};

/** The outlets of the branch; they rarely change. */
export const useOutlets = (): UseQueryResult<PageOf<Outlet>> =>
  useQuery({
    queryKey: ['outlet-list'],
    queryFn: ({ signal }) => outlets({ signal }),
    enabled: useMay('staff.list'),
    staleTime: 300_000,
    meta: { views: ['outlet-list'] },
  });

/** The staff of the branch; they rarely change. */
export const useStaff = (): UseQueryResult<PageOf<StaffMember>> =>
  useQuery({
    queryKey: ['staff-list'],
    queryFn: ({ signal }) => staff({ signal }),
    enabled: useMay('staff.list'),
    staleTime: 300_000,
    meta: { views: ['staff-list'] },
  });

/** Names of colleagues and outlets. Codes stand in where names are not known. */
export function useDirectory(): Directory {
  const people = useStaff();
  const places = useOutlets();
  const staffItems = people.data?.items;
  const outletItems = places.data?.items;
  return useMemo(() => {
    const names = new Map(staffItems?.map(({ staffId, name }) => [staffId, name]));
    const outletNames = new Map(outletItems?.map(({ outletId, name }) => [outletId, name]));
    return {
      staffName: (staffId) => (staffId ? (names.get(staffId) ?? staffId) : '—'),
      outletName: (outletId) => (outletId ? (outletNames.get(outletId) ?? outletId) : '—'),
      staff: staffItems ?? [],
      outlets: outletItems ?? [],
    };
  }, [staffItems, outletItems]);
}
