import type { AssetClass, Channel, Occupation, Orientation, Tier } from '@pcrm/contracts';
import { addDays, ASSET_CLASSES, CHANNELS, OCCUPATIONS, ORIENTATIONS } from '@pcrm/contracts';
import { OUTLETS, TOUR_OUTLET } from './branch.js';
import { Chance } from './chance.js';
import { idNumber, personBorn, phoneNumber } from './names.js';

/** Why a client is in the demo. `reached`: assets suffice, nothing signed. `budding`: not there yet, but could be. */
export type Kind = 'diamond' | 'platinum' | 'gold' | 'reached' | 'budding' | 'ordinary';
export type DemoClient = {
  readonly index: number;
  readonly clientNo: string;
  readonly outletId: string;
  readonly kind: Kind;
  readonly name: string;
  readonly phone: string;
  readonly idNumber: string;
  readonly birthday: { readonly date: string; readonly calendar: 'solar' | 'lunar' };
  readonly signed?: { readonly tier: Tier; readonly signedOn: string; readonly openingAverageFen: number };
  readonly occupation?: Occupation;
  readonly orientation?: Orientation;
  readonly preferredChannel?: Channel;
  readonly consents: readonly string[];
  /** Money does not move by itself. */
  readonly steady: boolean;
  /** Yuan by class on the first day. */
  readonly opening: readonly { readonly assetClass: AssetClass; readonly yuan: number }[];
};

/** Of 5,000: 48 钻石, 310 白金, 1,900 金卡, 340 达标未升级, 900 潜在, the rest ordinary. */
const SHARES: readonly (readonly [Kind, number])[] = [
  ['diamond', 0.0096],
  ['platinum', 0.062],
  ['gold', 0.38],
  ['reached', 0.068],
  ['budding', 0.18],
];
/** Yuan: lowest and highest average of each kind. */
const RANGE: { readonly [K in Kind]: readonly [number, number] } = {
  diamond: [1_050_000, 4_800_000],
  platinum: [510_000, 985_000],
  gold: [101_000, 470_000],
  reached: [130_000, 900_000],
  budding: [52_000, 96_000],
  ordinary: [800, 48_000],
};
/** Outlets by their share of clients (民族, 东葛, 七星, 凤岭): 七星 has more than its managers can carry. */
const PLACES = [0.23, 0.24, 0.29, 0.24];
/** Gold clients of 七星 whose average lies a little below platinum: the first ones of the list. */
const NEAR = 3;
const NEAR_YUAN = 492_000;
const SIGNED: readonly Kind[] = ['diamond', 'platinum', 'gold'];

const at = (place: number, shares: readonly number[]): number => {
  let left = place;
  for (const [index, share] of shares.entries()) {
    left -= share;
    if (left < 0) return index;
  }
  return shares.length - 1;
};

/** Client `index` of `count`; depends on nothing but the seed, the first day and its place. */
export function clientAt(index: number, count: number, seed: number, start: string): DemoClient {
  const chance = Chance.of(seed, 'client', index);
  const place = (index + 0.5) / count;
  const kind = kindAt(place);
  const outletId = outletOf(index);
  const steady = kind === 'gold' && outletId === TOUR_OUTLET && isAmongFirst(index, count);
  const born = Math.round(1974 + 13 * Math.max(-2.2, Math.min(1.9, chance.normal())));
  const person = personBorn(born, chance);
  const day = `${String(born)}-${String(chance.int(1, 12)).padStart(2, '0')}-${String(chance.int(1, 28)).padStart(2, '0')}`;
  const drawn = amount(kind, chance);
  const yuan = steady ? NEAR_YUAN : drawn;
  return {
    index,
    clientNo: `C${String(100_000 + index)}`,
    outletId,
    steady,
    kind,
    name: person.name,
    phone: phoneNumber(index, chance),
    idNumber: idNumber(day, index, person.female),
    birthday: { date: day, calendar: born < 1970 && chance.is(0.3) ? 'lunar' : 'solar' },
    ...signing(kind, yuan, start, chance),
    ...fileOf(kind, chance),
    consents: kind === 'ordinary' ? [] : consentsOf(chance),
    opening: split(yuan, chance),
  };
}

const outletOf = (index: number): string =>
  (OUTLETS[at((index * 0.618_033_988_75) % 1, PLACES)] ?? OUTLETS[0])?.outletId ?? '';

/** Whether at most `NEAR` gold clients of the outlet come before or at `index`. */
function isAmongFirst(index: number, count: number): boolean {
  let seen = 0;
  for (let other = index; other >= 0 && kindAt((other + 0.5) / count) === 'gold'; other--) {
    if (outletOf(other) === TOUR_OUTLET) seen += 1;
    if (seen > NEAR) return false;
  }
  return true;
}

function kindAt(place: number): Kind {
  let upTo = 0;
  for (const [kind, share] of SHARES) {
    upTo += share;
    if (place < upTo) return kind;
  }
  return 'ordinary';
}

/** Many small, few large: logarithmic within the range. */
function amount(kind: Kind, chance: Chance): number {
  const [low, high] = RANGE[kind];
  return Math.round(low * (high / low) ** (chance.next() ** 1.7));
}

function signing(kind: Kind, yuan: number, start: string, chance: Chance): Pick<DemoClient, 'signed'> {
  const tier = SIGNED.find((signedKind) => signedKind === kind) as Tier | undefined;
  if (!tier) return {};
  return { signed: { tier, signedOn: addDays(start, -chance.int(30, 1_500)), openingAverageFen: yuan * 100 } };
}

/** Signed clients have a file; of the others only now and then something is known. */
function fileOf(kind: Kind, chance: Chance): Pick<DemoClient, 'occupation' | 'orientation' | 'preferredChannel'> {
  const known = SIGNED.includes(kind) ? 0.9 : 0.2;
  return {
    ...(chance.is(known) && { occupation: chance.pick(OCCUPATIONS) }),
    ...(chance.is(known) && { orientation: chance.pick(ORIENTATIONS) }),
    ...(chance.is(known) && { preferredChannel: chance.pick(CHANNELS.slice(0, 3)) }),
  };
}

const consentsOf = (chance: Chance): readonly string[] => [
  ...(chance.is(0.85) ? ['greeting:sms=granted'] : []),
  ...(chance.is(0.45) ? ['marketing:sms=granted'] : []),
  ...(chance.is(0.9) ? ['service:sms=granted'] : []),
];

function split(yuan: number, chance: Chance): DemoClient['opening'] {
  const classes = ASSET_CLASSES.filter((_, nth) => nth === 0 || chance.is([0, 0.4, 0.18, 0.12, 0.06, 0.04][nth] ?? 0));
  const weights = classes.map((_, nth) => (nth === 0 ? 1 + chance.next() : 0.2 + chance.next()));
  const whole = weights.reduce((total, weight) => total + weight, 0);
  return classes.map((assetClass, nth) => ({ assetClass, yuan: Math.round((yuan * (weights[nth] ?? 0)) / whole) }));
}
