import type { Role } from '@pcrm/platform';
import type { Reach } from '../belongings.js';

/**
 * Who may do what, written down from "Who may do what" in docs/rules.md and the roles in README.md, and not from the product's own
 * table: two people who read the same rules must come to the same answer. An endpoint that stands in no line fails the judgement.
 */
const TENDING: readonly Role[] = [
  'clientManager',
  'lobbyManager',
  'teller',
  'wealthAdviser',
  'financialAdviser',
  'outletHead',
];
const REFERRING: readonly Role[] = ['clientManager', 'lobbyManager', 'teller', 'outletHead'];
const SIGNING: readonly Role[] = ['clientManager', 'outletHead'];
const ADVISING: readonly Role[] = ['wealthAdviser', 'financialAdviser'];
const LOOKING: readonly Role[] = ['branchManager', 'branchAnalyst', 'compliance'];
const HEAD: readonly Role[] = ['outletHead'];
const ADMINISTRATOR: readonly Role[] = ['administrator'];
const FEEDING: readonly Role[] = ['branchAnalyst', 'system'];

/** Whose clients a role may know. Advisers know those they are attached to; the administrator and machines know none. */
export const REACH: { readonly [R in Role]: Reach } = {
  ...{ clientManager: 'own', lobbyManager: 'own', teller: 'own', wealthAdviser: 'own', financialAdviser: 'own' },
  ...{ outletHead: 'outlet', branchManager: 'all', branchAnalyst: 'all', compliance: 'all' },
  ...{ administrator: 'none', system: 'none' },
};

/** `everybody`: also who is not signed in. */
export type Opened = readonly Role[] | 'everybody';
type Line = readonly [endpoints: RegExp, to: Opened];

/** Endpoints as `METHOD /path` below `/api`; the first line that fits holds. */
const LINES: readonly Line[] = [
  [/ \/session|^GET \/demo$/, 'everybody'],
  // Administrator: users, policies, the installation and its running; no client data.
  [/ \/users| \/internal\/|^(GET|PUT) \/sms-receipts\/sandbox|^POST \/demo\/reset$|^POST \/outlets/, ADMINISTRATOR],
  [/ \/demo\/(clock|drained)$/, ['administrator', 'system']],
  // The SMS gateway signs what it reports: a token alone opens nothing here.
  [/^POST \/sms-receipts$/, []],
  [/ \/feeds| \/business-days/, FEEDING],
  [/^POST \/clients\/import$/, ['outletHead', 'branchAnalyst']],
  // Maker ≠ checker: policies are the administrator's to propose, his or the branch manager's to approve.
  [/^POST \/\w+-policies(\/propose)?$/, ADMINISTRATOR],
  [/^POST \/\w+-policies\//, ['administrator', 'branchManager']],
  [/^GET \/capacity-policies$/, [...HEAD, ...LOOKING, 'administrator']],
  [/^GET \/\w+-policies$/, [...TENDING, ...LOOKING, 'administrator']],
  [/^POST \/templates\/\{templateId\}\/(approve|withdraw)$/, ['administrator', 'branchManager']],
  [/^POST \/templates/, ['administrator', 'outletHead']],
  [/^GET \/(templates|outlets|staff)/, [...TENDING, ...LOOKING, 'administrator']],
  [/^POST \/staff/, ['administrator', 'outletHead']],
  // The branch manager has aggregates and masked lists; one client's page is for who looks after them, and for compliance.
  [/^(GET \/clients|POST \/clients\/search|GET \/potentials|GET \/near-threshold)$/, [...TENDING, ...LOOKING]],
  [/^GET \/clients\//, [...TENDING, 'compliance']],
  [/^POST \/clients\/\{clientId\}\/reveal$/, TENDING],
  [/^POST \/clients\/\{clientId\}\/tier\/override-watch$/, HEAD],
  [/^POST \/clients\/\{clientId\}\/(potential|consents)/, REFERRING],
  [/^(POST|PATCH) \/clients/, SIGNING],
  // The head allocates, waives, and answers alerts.
  [/^POST \/(assignments|waivers|leaves|alerts\/)| \/leaves/, HEAD],
  [/^GET \/(load-board|unassigned)/, [...HEAD, ...LOOKING]],
  [/^GET \/(assignments|books|contacts|compliance|duties|waivers|daily-plans|outbound-messages|alerts)(?!\/\{contactId\})/, [...TENDING, ...LOOKING]],
  [/^GET \/(opportunities|progress-table)/, [...SIGNING, ...ADVISING, ...LOOKING]],
  [/^POST \/opportunities\//, SIGNING],
  // Whoever has clients works with them.
  [/ \/contacts|^POST \/(daily-plans|outbound-messages)/, TENDING],
]; // prettier-ignore

/** Who may ask an endpoint; undefined where the rules say nothing of it. */
export const openedTo = (endpoint: string): Opened | undefined =>
  LINES.find(([endpoints]) => endpoints.test(endpoint.replace(' /api/', ' /')))?.[1];

/**
 * Shows ids to the administrator, and nothing else of a client: everything with its ids leaves for another installation, personal
 * data sealed; a message that stands aside is replayed by its key; the sandbox shows under which key a message was sent.
 */
export const showsIds = (endpoint: string): boolean =>
  /^GET \/api\/(internal\/(facts$|\w+\/parked)|sms-receipts\/sandbox\/messages$)/.test(endpoint);

/** What the outlets share: templates are the bank's, and say who drafted them. */
export const isShared = (endpoint: string): boolean => endpoint === 'GET /api/templates';

/** What changes to whom somebody belongs, what the bank may send, or how the platform runs: asked by those who may only about what is not theirs. */
export const movesThings = (endpoint: string): boolean =>
  /^(POST|PUT|PATCH|DELETE) \/api\/(assignments(?!\/preview)|staff|outlets|users|demo|internal|business-days|session|feeds|clients\/import|clients$|templates\/\{templateId\}\/(approve|withdraw)$)/.test(
    endpoint,
  );
