import type { Role } from '@pcrm/platform';
import { openedTo } from './role-table.js';

const ADVISERS: readonly Role[] = ['wealthAdviser', 'financialAdviser'];
const OWN: readonly Role[] = ['clientManager', 'lobbyManager', 'teller', ...ADVISERS];
/** Why nobody, or nobody of some roles, can be answered with a success here. */
type Exception = readonly [endpoints: RegExp, why: string, roles?: readonly Role[]];
export const EXCEPTIONS: readonly Exception[] = [
  [/\/parked\/(replay|drop)$/, 'nothing stands aside'],
  [/^POST \/session\/setup$/, 'only where there are no users yet'],
  [/^POST \/demo\/reset$/, 'takes the branch away'],
  [/^POST \/internal\/facts\/import$/, 'only into an installation that has no facts'],
  [/ \/alerts\/\{alertId\}$/, "alerts are the outlet's: who reaches their own clients alone has none", OWN],
  [
    /^POST \/outbound-messages|^GET \/outbound-messages\/\{/,
    'messages are between a client and who maintains them',
    ADVISERS,
  ],
  [/^POST \/clients\/\{clientId\}\/tier\/sign$/, 'nobody of the branch has an average above the tier they hold'],
  [/^POST \/clients\/\{clientId\}\/tier\/override-watch$/, 'in its first weeks a branch watches no tier'],
];

const isExcepted = (endpoint: string, role: Role): boolean =>
  EXCEPTIONS.some(
    ([endpoints, , roles]) => endpoints.test(endpoint.replace(' /api/', ' /')) && (roles?.includes(role) ?? true),
  );

/** Which endpoints have told somebody of each role that they may: where all requests are refused, nothing was tried. */
export class Successes {
  private readonly had = new Set<string>();

  constructor(
    private readonly endpoints: readonly string[],
    private readonly roles: readonly Role[],
  ) {}

  note(endpoint: string, role: Role, status: number): void {
    if (status < 300) this.had.add(keyOf(endpoint, role));
  }

  /** Of all endpoints that the rules open. What is open to everybody counts once, whoever asked. */
  get wanted(): readonly (readonly [endpoint: string, role: Role])[] {
    const open = this.endpoints.flatMap((endpoint) => this.openRoles(endpoint).map((role) => [endpoint, role] as const));
    return open.filter(([endpoint, role]) => !isExcepted(endpoint, role));
  } // prettier-ignore

  get missing(): readonly (readonly [endpoint: string, role: Role])[] {
    return this.wanted.filter(([endpoint, role]) => this.isMissing(endpoint, role));
  }

  isMissing(endpoint: string, role: Role): boolean {
    return !this.had.has(keyOf(endpoint, role));
  }

  private openRoles(endpoint: string): readonly Role[] {
    const opened = openedTo(endpoint) ?? [];
    return opened === 'everybody' ? ['clientManager'] : this.roles.filter((role) => opened.includes(role));
  }
}

const keyOf = (endpoint: string, role: Role): string =>
  openedTo(endpoint) === 'everybody' ? endpoint : `${endpoint} as ${role}`;
