import type { StaffRole } from '@pcrm/contracts';
import type { StaffMember } from '../api/allocation.js';

/** Who holds clients, managers first. */
const HOLDERS: readonly StaffRole[] = ['clientManager', 'lobbyManager', 'teller', 'outletHead'];

/** Those who hold clients at an outlet and still work there. */
export const holdersAt = (staff: readonly StaffMember[], outletId: string | undefined): readonly StaffMember[] =>
  HOLDERS.flatMap((post) =>
    staff.filter((person) => person.role === post && person.outletId === outletId && person.departedOn === null),
  );

/** Whom one can choose among: the holders, and whoever is meant though not one of them, so that nobody's clients stand under another's name. */
export const choicesWith = (
  holders: readonly StaffMember[],
  staff: readonly StaffMember[],
  meant: string | undefined,
): readonly StaffMember[] => {
  if (meant === undefined || holders.some(({ staffId }) => staffId === meant)) return holders;
  return [...holders, ...staff.filter(({ staffId }) => staffId === meant)];
};
