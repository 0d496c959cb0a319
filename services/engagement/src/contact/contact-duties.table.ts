import { tableOf } from '@pcrm/event-sourcing';

/** Name, version and indexes of the contact-duties view: its readers know the table, not the fold. */
export const contactDutiesTable = {
  name: 'contact-duties',
  version: 2,
  indexes: { own: ['staffIds[]'], maintainer: ['staffId'], outlet: ['outletId'], everMaintained: ['everMaintained[]'] },
} as const;
export const staffWeekContactsName = 'staff-week-contacts';

export const dutyRows = tableOf(contactDutiesTable);
export const staffWeekRows = tableOf({ name: staffWeekContactsName, version: 1, indexes: {} });
