import type { Chance } from '@pcrm/cli/demo';
import { clientIdOf } from '@pcrm/contracts';
import { PCRM_NAMESPACE, uuidV5 } from '@pcrm/event-sourcing';
import { REBUILT } from './building.js';
import * as cast from './cast.js';
import type { Command, Phase, Workload } from './commands.js';
import { openingCommands, type Known, type KnownClient } from './opening.js';
import { seeded } from './seeded.js';

type Made = Omit<Command, 'id' | 'phase'>;
const KINDS: readonly ((chance: Chance, known: Known, day: number) => Made)[] = [
  ...Array.from({ length: 3 }, () => assign),
  ...Array.from({ length: 3 }, () => reassign),
  ...Array.from({ length: 4 }, () => contact),
  ...Array.from({ length: 2 }, () => consent),
  ...Array.from({ length: 3 }, () => marketing),
  ...Array.from({ length: 4 }, () => confirm),
  ...Array.from({ length: 3 }, () => advance),
  ...[transfer, release, potential, sign, terminate, correct, capacity, approve, decline, withdraw, withdraw],
];

/** Days on which a view is built anew. */
const REBUILDS = 1 / 4;

/** What a small branch does in a week: the same for the same seed. */
export function workloadOf(seed: number): Workload {
  const chance = seeded(seed ^ 0x0ff1ce);
  const phases: Phase[] = [];
  const commands: Command[] = [];
  const phase = (at: string, made: readonly Made[]): void => {
    for (const each of made) {
      const id = uuidV5(PCRM_NAMESPACE, `simulation ${String(seed)} ${String(commands.length)}`);
      commands.push({ id, phase: phases.length, ...each });
    }
    phases.push({ at });
  };
  const { known, steps } = openingCommands(chance);
  for (const made of steps) phase(cast.at(0, 9), made);
  for (const [day] of cast.DAYS.entries()) {
    if (day > 0) phase(cast.at(day, 8), [feed(chance, known, day)]);
    if (day === 1)
      phase(
        cast.at(day, 9),
        known.clients.filter(() => chance.is(0.8)).map((client) => assignTo(chance, client)),
      );
    const some = Array.from({ length: chance.int(6, 14) }, () => chance.pick(KINDS)(chance, known, day));
    phase(cast.at(day, 10), chance.is(REBUILDS) ? [rebuild(chance), ...some] : some);
  }
  // Receipts come in, and what falls due at the end of the week does.
  phase(cast.at(cast.DAYS.length - 1, 23), []);
  return { phases, commands };
}

/** A view is built anew while the day's work goes on. */
function rebuild(chance: Chance): Made {
  const [service, view] = chance.pick(REBUILT);
  return { kind: 'rebuild', path: `internal/${service}/views/${view}/rebuild`, who: cast.administrator };
}

const one = (chance: Chance, { clients }: Known) => chance.pick(clients);
const byHead = (chance: Chance, clientNo: string, outletId: string) => ({ who: cast.head(outletId), clientNo, body: { clientId: clientIdOf(clientNo), staffId: `${outletId}-${chance.pick(['M1', 'M1', 'M1', 'M2', 'M2', 'L', 'T'])}` } }); // prettier-ignore

function assign(chance: Chance, known: Known): Made {
  return assignTo(chance, one(chance, known));
}
function assignTo(chance: Chance, { clientNo, outletId }: KnownClient): Made {
  return { kind: 'assign', path: 'assignments', ...byHead(chance, clientNo, outletId) };
}
function reassign(chance: Chance, known: Known): Made {
  const { clientNo, outletId } = one(chance, known);
  return { kind: 'reassign', path: 'assignments/reassign', ...byHead(chance, clientNo, outletId) };
}
function release(chance: Chance, known: Known): Made {
  const { clientNo, outletId } = one(chance, known);
  return { ...byHead(chance, clientNo, outletId), kind: 'release', path: 'assignments/release', body: { clientId: clientIdOf(clientNo) } }; // prettier-ignore
}
function transfer(chance: Chance, known: Known): Made {
  const { clientNo, outletId } = one(chance, known);
  const toOutletId = outletId === 'N1' ? 'N2' : 'N1';
  return { kind: 'transfer', path: 'assignments/transfer', who: cast.head(outletId), clientNo, body: { clientId: clientIdOf(clientNo), toOutletId } }; // prettier-ignore
}
function contact(chance: Chance, known: Known, day: number): Made {
  const { clientNo, outletId } = one(chance, known);
  const body = {
    ...{ clientId: clientIdOf(clientNo), channel: chance.pick(['phone', 'meeting']), direction: 'outbound' },
    ...{ reached: chance.is(0.8), contactAt: cast.at(day, 9), purpose: 'maintenance', outcome: 'interested' },
    ...(chance.is(0.5) && { report: { needs: '要看年底', feedback: '满意' } }),
  };
  return { kind: 'contact', path: 'contacts', who: chance.is(0.5) ? cast.head(outletId) : cast.manager(outletId, chance.int(1, 2)), clientNo, body }; // prettier-ignore
}
function withdraw(chance: Chance, known: Known): Made {
  const { clientNo, outletId } = one(chance, known);
  const find = { path: `contacts?clientId=${clientIdOf(clientNo)}`, field: 'id', list: true } as const;
  return {
    kind: 'withdraw',
    path: 'contacts/:id/withdraw',
    who: cast.head(outletId),
    clientNo,
    find,
    body: { reason: '记错客户' },
  };
}
function consent(chance: Chance, known: Known): Made {
  const { clientNo, outletId } = one(chance, known);
  const state = chance.pick(['granted', 'refused', 'withdrawn']);
  const changes = [{ purpose: chance.pick(['greeting', 'marketing']), channel: 'sms', state }];
  return { kind: 'consent', path: `clients/${clientIdOf(clientNo)}/consents`, who: cast.head(outletId), clientNo, body: { changes } }; // prettier-ignore
}
function marketing(chance: Chance, known: Known): Made {
  const { clientNo, outletId } = one(chance, known);
  const find = { path: 'templates', field: 'templateId', list: true } as const;
  const body = { clientId: clientIdOf(clientNo), templateId: ':id', values: { product: '稳盈', date: '7月1日' }, holding: `P${String(chance.int(1, 3))}` }; // prettier-ignore
  return { kind: 'marketing', path: 'outbound-messages', who: cast.head(outletId), clientNo, find, body };
}
const ofWaiting = (chance: Chance) => {
  const outletId = chance.pick(cast.OUTLETS);
  const find = { path: 'outbound-messages/waiting', field: 'messageId', list: true } as const;
  return { who: chance.is(0.5) ? cast.head(outletId) : cast.manager(outletId, chance.int(1, 2)), find };
};
function confirm(chance: Chance): Made {
  return { kind: 'confirm', path: 'outbound-messages/:id/confirm', ...ofWaiting(chance), body: {} };
}
function decline(chance: Chance): Made {
  return {
    kind: 'decline',
    path: 'outbound-messages/:id/decline',
    ...ofWaiting(chance),
    body: { reason: '已当面祝福' },
  };
}
const onOpportunity = (chance: Chance, known: Known) => {
  const { clientNo, outletId } = one(chance, known);
  const find = { path: `opportunities/open/${clientIdOf(clientNo)}`, field: 'opportunityId' };
  return { who: cast.head(outletId), clientNo, find };
};
function advance(chance: Chance, known: Known): Made {
  const to = chance.pick(['PREPARING', 'INVITED', 'CONTACTED', 'PRESENTED', 'SIGNING']);
  return { kind: 'advance', path: 'opportunities/:id/advance', ...onOpportunity(chance, known), body: { to } };
}
function terminate(chance: Chance, known: Known): Made {
  return { kind: 'terminate', path: 'opportunities/:id/terminate', ...onOpportunity(chance, known), body: { reasonCode: 'declined' } }; // prettier-ignore
}
function potential(chance: Chance, known: Known): Made {
  const { clientNo, outletId } = one(chance, known);
  return { kind: 'potential', path: `clients/${clientIdOf(clientNo)}/potential`, who: cast.head(outletId), clientNo, body: { targetTier: chance.pick(['gold', 'platinum']), reason: '企业主' } }; // prettier-ignore
}
function sign(chance: Chance, known: Known): Made {
  const { clientNo, outletId } = one(chance, known);
  return { kind: 'sign', path: `clients/${clientIdOf(clientNo)}/tier/sign`, who: cast.head(outletId), clientNo, body: { to: chance.pick(['gold', 'platinum']) } }; // prettier-ignore
}
function correct(chance: Chance, known: Known, day: number): Made {
  const { clientNo } = one(chance, known);
  const date = cast.DAYS[chance.int(0, Math.max(0, day - 1))] ?? cast.DAYS[0];
  const line = `balance,manual,${String(day * 10 + 1)},${clientNo},deposit,${date},${String(chance.int(1, 900) * 1_000_000)},CNY,`;
  return { kind: 'feed', path: 'feeds', who: cast.analyst, lines: [cast.FEED_COLUMNS, line] };
}
function capacity(chance: Chance, _known: Known, day: number): Made {
  return { kind: 'capacity', path: 'capacity-policies', who: cast.administrator, body: { effectiveFrom: cast.DAYS[Math.min(day + 2, 4)], terms: termsWith(chance.int(2, 4)) } }; // prettier-ignore
}
function approve(chance: Chance): Made {
  return { kind: 'approve', path: `capacity-policies/${String(chance.int(2, 3))}/approve`, who: cast.branchManager, body: {} }; // prettier-ignore
}
/** Ratios so small that a branch of a dozen clients meets them. */
function termsWith(clients: number): object {
  const role = 'clientManager';
  return {
    maintainers: [
      ...['gold', 'platinum', 'diamond', 'privateBank'].map((tier) => ({ role, tier, clients })),
      { role: 'lobbyManager', tier: 'gold', clients },
      { role: 'teller', tier: 'gold', clients },
    ],
    potentialClients: clients * 2,
    advisers: [{ role: 'financialAdviser', tier: 'platinum', clients: 4 }],
    bands: [
      { role: 'lobbyManager', band: '200k-500k' },
      { role: 'teller', band: '100k-200k' },
    ],
  };
}

/** The balances of the day before, some twice and in any order, and its closing. */
function feed(chance: Chance, { clients }: Known, day: number): Made {
  const date = cast.DAYS[day - 1] ?? cast.DAYS[0];
  const lines = clients.flatMap(({ clientNo, outletId }) => {
    const balance = `balance,core,${String(day)},${clientNo},deposit,${date},${String(chance.int(1, 1_200) * 1_000_000)},CNY,`;
    return [balance, ...(chance.is(0.2) ? [balance] : []), ...(chance.is(0.3) ? [`visit,core,,${clientNo},,${date},,,${outletId}`] : [])]; // prettier-ignore
  });
  return { kind: 'feed', path: 'feeds', who: cast.analyst, lines: [cast.FEED_COLUMNS, ...chance.shuffled(lines), `close,,,,,${date},,,`] }; // prettier-ignore
}
