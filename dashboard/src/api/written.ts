/** How far this page has written, by service: what it reads next from there must not be older. */
export class Written {
  private readonly last = new Map<string, { readonly position: string; readonly at: number }>();

  constructor(private readonly now: () => number) {}

  /** Notes what a command answered. */
  note(path: string, position: string | undefined): void {
    if (position !== undefined) this.last.set(serviceOf(path), { position, at: this.now() });
  }

  /** The `X-Wait-For` of a read: this view of the same service, at what was just written there. */
  waitFor(path: string, view: string | undefined): string | undefined {
    const service = serviceOf(path);
    const written = this.last.get(service);
    if (view === undefined || written === undefined) return undefined;
    if (this.now() - written.at > REMEMBERED_MS) {
      this.last.delete(service);
      return undefined;
    }
    return `${service}.${view}@${written.position}`;
  }
}

/** After so long every view has caught up, or says by itself that it has not. */
export const REMEMBERED_MS = 10_000;

/** Which service a path's first segment belongs to. */
const SERVICES: { readonly [service: string]: readonly string[] } = {
  clients: ['clients', 'potentials', 'near-threshold', 'feeds', 'business-days', 'tier-policies'],
  allocation: ['outlets', 'staff', 'assignments', 'books', 'load-board', 'unassigned', 'capacity-policies'],
  notifications: ['templates', 'outbound-messages', 'outreach-policies', 'alerts', 'sms-receipts'],
  gateway: ['session', 'stream', 'users', 'openapi', 'health', 'demo'],
};

export function serviceOf(path: string): string {
  const first = path.split(/[/?]/)[0] ?? '';
  return Object.keys(SERVICES).find((service) => SERVICES[service]?.includes(first)) ?? 'engagement';
}
