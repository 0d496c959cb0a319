import type { Aggregate } from '@pcrm/event-sourcing';
import { planSchemas, type DropReason, type PlanFact, type PlannedItem } from './daily-plan.events.js';

export type PlanItem = PlannedItem & {
  readonly state: 'proposed' | 'kept' | 'added' | 'dropped';
  readonly reasonCode: DropReason | null;
};
export type DailyPlan = { readonly items: readonly PlanItem[]; readonly confirmedAt: string | null };

const put = (items: readonly PlanItem[], item: PlanItem): readonly PlanItem[] =>
  items.some(({ clientId }) => clientId === item.clientId)
    ? items.map((other) => (other.clientId === item.clientId ? item : other))
    : [...items, item];

const itemOf = ({ items }: DailyPlan, clientId: string): PlanItem =>
  items.find((item) => item.clientId === clientId) ?? {
    clientId,
    rules: [],
    score: 0,
    state: 'added',
    reasonCode: null,
  };

/** One member of staff's plan for one business date: stream `dailyPlan-<staffId>-<date>`. */
export const dailyPlan: Aggregate<DailyPlan, PlanFact> = {
  name: 'dailyPlan',
  initial: () => ({ items: [], confirmedAt: null }),
  schemas: planSchemas,
  evolve(state, fact) {
    switch (fact.type) {
      case 'PlanProposed': {
        const fresh = fact.data.items.map((item): PlanItem => ({ ...item, state: 'proposed', reasonCode: null }));
        return { ...state, items: [...state.items, ...fresh] };
      }
      case 'PlanItemKept': {
        const { clientId, added } = fact.data;
        return {
          ...state,
          items: put(state.items, { ...itemOf(state, clientId), state: added ? 'added' : 'kept', reasonCode: null }),
        };
      }
      case 'PlanItemDropped': {
        const { clientId, reasonCode } = fact.data;
        return { ...state, items: put(state.items, { ...itemOf(state, clientId), state: 'dropped', reasonCode }) };
      }
      case 'PlanConfirmed':
        return { ...state, confirmedAt: fact.data.at };
    }
  },
};

export const planId = (staffId: string, date: string): string => `${staffId}-${date}`;
