import type { Chance } from '@pcrm/cli/demo';
import { clientIdOf } from '@pcrm/contracts';
import * as cast from './cast.js';
import type { Command } from './commands.js';

type Made = Omit<Command, 'id' | 'phase'>;
export type KnownClient = { readonly clientNo: string; readonly clientId: string; readonly outletId: string };
/** Whom a run is about. */
export type Known = { readonly clients: readonly KnownClient[] };

const TIERS = [
  ['gold', 15_000_000],
  ['gold', 25_000_000],
  ['platinum', 60_000_000],
  ['', 0],
  ['', 45_000_000],
] as const;

/** How a branch begins: outlets and staff, then clients; each step after the one before has come to rest. */
export function openingCommands(chance: Chance): {
  readonly known: Known;
  readonly steps: readonly (readonly Made[])[];
} {
  const clients = Array.from({ length: chance.int(6, 12) }, (_, nth): KnownClient => {
    const clientNo = `C${String(nth + 1)}`;
    return { clientNo, clientId: clientIdOf(clientNo), outletId: chance.pick(cast.OUTLETS) };
  });
  const lines = new Map(clients.map((each) => [each, lineOf(chance, each)]));
  const steps = [
    [{ kind: 'outlets', path: 'outlets/import', who: cast.administrator, lines: cast.OUTLET_LINES }],
    [{ kind: 'staff', path: 'staff/import', who: cast.administrator, lines: cast.STAFF_LINES }],
    cast.OUTLETS.map((outletId) => ({
      ...{ kind: 'clients', path: 'clients/import', who: cast.head(outletId) },
      lines: cast.clientLines(
        clients.filter((each) => each.outletId === outletId).map((each) => lines.get(each) ?? ''),
      ),
    })).filter((made) => made.lines.length > 1),
  ];
  return { known: { clients }, steps };
}

/** Birthdays fall into the week, so that greetings are suggested. */
function lineOf(chance: Chance, { clientNo, outletId }: KnownClient): string {
  const [tier, average] = chance.pick(TIERS);
  const number = Number(clientNo.slice(1));
  const birthday = `1980-${chance.pick(['06-30', '07-01', '07-02', '07-03', '07-04', '11-11'])}`;
  const greeting = chance.pick([
    'greeting:sms=granted;marketing:sms=granted',
    'greeting:sms=refused',
    'marketing:sms=granted',
    '',
  ]);
  const person = `王${'甲乙丙丁戊己庚辛壬癸子丑'[number - 1] ?? ''},138${String(10_000_000 + number)},45010019800${String(100_000 + number)}1`;
  const signed = tier === '' ? ',' : `${tier},2025-01-01`;
  return `${clientNo},${outletId},${person},${birthday},solar,${signed},${String(average)},executive,value,phone,${greeting}`; // prettier-ignore
}
