import type { StaffRole } from '@pcrm/contracts';
import { Chance } from './chance.js';
import { personBorn } from './names.js';

export type Outlet = { readonly outletId: string; readonly name: string };
export type Staff = {
  readonly staffId: string;
  readonly name: string;
  readonly outletId: string;
  readonly role: StaffRole;
  readonly capacityPercent: number;
  /** How many of the contacts they owe they make, 0–1: some managers keep the rules, one turns red. */
  readonly diligence: number;
};

/** 青秀支行: four outlets. */
export const OUTLETS: readonly Outlet[] = [
  { outletId: 'mz', name: '民族网点' },
  { outletId: 'dg', name: '东葛网点' },
  { outletId: 'qx', name: '七星网点' },
  { outletId: 'fl', name: '凤岭网点' },
];

/** 七星: the outlet of the tour. */
export const TOUR_OUTLET = 'qx';

type Post = {
  readonly role: StaffRole;
  readonly block: number;
  readonly count: readonly [number, number, number, number];
};
/** People per outlet (民族, 东葛, 七星, 凤岭): 48 with the analyst of the branch. 七星 has too few managers. */
const POSTS: readonly Post[] = [
  { role: 'outletHead', block: 0, count: [1, 1, 1, 1] },
  { role: 'clientManager', block: 100, count: [5, 5, 3, 5] },
  { role: 'lobbyManager', block: 200, count: [2, 2, 2, 2] },
  { role: 'teller', block: 300, count: [4, 3, 3, 3] },
  { role: 'wealthAdviser', block: 400, count: [1, 0, 0, 1] },
  { role: 'financialAdviser', block: 500, count: [0, 1, 1, 0] },
];
/** Those of the branch itself; the last three are not counted among the 48. */
const BRANCH: readonly (readonly [string, StaffRole])[] = [
  ['ZH-02', 'branchAnalyst'],
  ['ZH-01', 'branchManager'],
  ['ZH-03', 'compliance'],
  ['ZH-04', 'administrator'],
];
const DILIGENCE = [0.97, 0.9, 0.82, 0.74, 0.6];

/** Everybody who works there. One manager is new and begins with an empty book. */
export function staffOf(seed: number): readonly Staff[] {
  const chance = Chance.of(seed, 'staff');
  const named = (): string => personBorn(chance.int(1972, 1996), chance).name;
  const atOutlets = OUTLETS.flatMap(({ outletId }, place) =>
    POSTS.flatMap(({ role, block, count }) =>
      Array.from({ length: count[place] ?? 0 }, (_, nth) => ({
        staffId: `${outletId.toUpperCase()}-${String(block + nth + 1).padStart(3, '0')}`,
        name: named(),
        outletId,
        role,
        capacityPercent: role === 'clientManager' ? chance.pick([90, 100, 100, 100, 110, 120]) : 100,
        diligence: DILIGENCE[nth % DILIGENCE.length] ?? 0.8,
      })),
    ),
  );
  const ofBranch = BRANCH.map(([staffId, role]) => ({
    staffId,
    name: named(),
    outletId: '',
    role,
    capacityPercent: 100,
    diligence: 1,
  }));
  return [...atOutlets.map((person) => STORIES[person.staffId]?.(person) ?? person), ...ofBranch];
}

/** People the tour names. */
const STORIES: { readonly [staffId: string]: (person: Staff) => Staff } = {
  'QX-001': (person) => ({ ...person, name: '覃军' }),
  'QX-101': (person) => ({ ...person, name: '韦玲', capacityPercent: 100 }),
  'QX-103': (person) => ({ ...person, diligence: 0.78 }),
  'FL-105': (person) => ({ ...person, name: '莫婷', diligence: 0.9 }),
};
/** 韦玲, whose day the tour begins with; 覃军 is her head. */
export const TOUR_MANAGER = 'QX-101';
/** Her weeks turn red. */
export const FALTERING = 'QX-103';
/** 莫婷 is new: her book is still empty. */
export const NEWCOMER = 'FL-105';
