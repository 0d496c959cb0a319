import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  stringifySearchWith,
  parseSearchWith,
} from '@tanstack/react-router';
import { clientsSearch } from '../clients/clients-view.js';
import { complianceSearch } from '../compliance/compliance-view.js';
import { pipelineSearch } from '../pipeline/pipeline-view.js';
import { Waiting } from '../show/shown.js';
import { Desk } from './desk.js';
import { homeFor } from './menu.js';
import { NoPage } from './no-page.js';
import { outletSearch } from './outlet-view.js';
import { useSession } from './session.js';

const root = createRootRoute({ component: Desk, notFoundComponent: NoPage });

function Home() {
  const home = homeFor(useSession());
  return home ? <Navigate to={home} replace /> : <NoPage />;
}

const screens = [
  createRoute({ getParentRoute: () => root, path: '/', component: Home }),
  createRoute({
    getParentRoute: () => root,
    path: '/today',
    component: lazyRouteComponent(() => import('../today/today.js'), 'Today'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/outlet',
    validateSearch: outletSearch,
    component: lazyRouteComponent(() => import('../outlet/cockpit.js'), 'Cockpit'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/clients',
    validateSearch: clientsSearch,
    component: lazyRouteComponent(() => import('../clients/client-list.js'), 'ClientList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/clients/$clientId',
    component: lazyRouteComponent(() => import('../clients/client-card.js'), 'ClientCard'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/pipeline',
    validateSearch: pipelineSearch,
    component: lazyRouteComponent(() => import('../pipeline/pipeline.js'), 'Pipeline'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance',
    validateSearch: complianceSearch,
    component: lazyRouteComponent(() => import('../compliance/compliance.js'), 'Compliance'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/allocation',
    validateSearch: outletSearch,
    component: lazyRouteComponent(() => import('../allocation/allocation.js'), 'Allocation'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sms',
    component: lazyRouteComponent(() => import('../sms/messages.js'), 'Messages'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/admin',
    component: lazyRouteComponent(() => import('../admin/administration.js'), 'Administration'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/you',
    component: lazyRouteComponent(() => import('./you.js'), 'You'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([...screens]),
  defaultPendingComponent: Waiting,
  defaultPreload: 'intent',
  scrollRestoration: true,
  // Addresses hold codes only, written plainly: ?tier=gold&sort=average.
  parseSearch: parseSearchWith((value) => value),
  stringifySearch: stringifySearchWith(String),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
