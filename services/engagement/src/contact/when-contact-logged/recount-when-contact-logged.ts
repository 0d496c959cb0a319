import type { Issued, Reaction } from '@pcrm/event-sourcing';
import { toShanghaiDate, type EngagementMessage } from '@pcrm/contracts';
import { dutyRows } from '../contact-duties.table.js';
import { maintainersOf, managedOn, type DutyRow } from '../duty-row.js';
import type { RecountPeriods } from './recount-period.js';
import type { RecountWeek } from './recount-week.js';

/**
 * A contact may belong to periods that are closed: those are counted again (C9). Nothing closed, nothing said. Every manager the
 * client ever had is asked, for a correction may move a contact from one to another.
 */
export const recountWhenContactLogged: Reaction<EngagementMessage> = {
  name: 'recount-when-contact-logged',
  needs: (message) => (message.type === 'ContactLogged' ? [{ table: dutyRows, keys: [message.key] }] : []),
  on: {
    ContactLogged: ({ data: contact, metadata: { occurredAt: at } }, known) => {
      const row = known.row<DutyRow>(dutyRows, contact.clientId);
      const managers = row ? maintainersOf(row) : [];
      const on = toShanghaiDate(contact.contactAt);
      const weeks = managers.map((staffId): Issued => {
        const managed = row !== undefined && managedOn(row, on)?.staffId === staffId;
        const command: RecountWeek = { staffId, contact, managed, at };
        return { handler: 'weeklyTarget.recountWeek', id: staffId, command, occurredAt: at };
      });
      const command: RecountPeriods = { contact, at };
      return [{ handler: 'contactPeriods.recountPeriods', id: contact.clientId, command, occurredAt: at }, ...weeks];
    },
  },
};
