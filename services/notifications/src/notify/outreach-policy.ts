import type { Aggregate } from '@pcrm/event-sourcing';
import { BUILT_IN_POLICY } from '../built-in-policy.js';
import type { OutreachPolicyEvent, OutreachVersion } from './outreach-policy.events.js';

/** A version that nobody else has approved yet. */
export type ProposedOutreach = OutreachVersion & { readonly proposedBy: string };

/** 触达制度 of the branch: when, how often and under which name clients are written to. Its one stream is `outreachPolicy-branch`. */
export type OutreachPolicy = {
  readonly newest: number;
  readonly adopted: readonly OutreachVersion[];
  readonly proposed: readonly ProposedOutreach[];
};

export const outreachPolicy: Aggregate<OutreachPolicy, OutreachPolicyEvent> = {
  name: 'outreachPolicy',
  initial: () => ({ newest: BUILT_IN_POLICY.version, adopted: [BUILT_IN_POLICY], proposed: [] }),
  evolve(policy, { type, data }) {
    const others = policy.proposed.filter(({ version }) => version !== data.version);
    const { version, effectiveFrom, terms } = data;
    switch (type) {
      case 'OutreachPolicyProposed':
        return { ...policy, newest: version, proposed: [...others, data] };
      case 'OutreachPolicyAdopted':
        return { ...policy, adopted: [...policy.adopted, { version, effectiveFrom, terms }], proposed: others };
    }
  },
};
