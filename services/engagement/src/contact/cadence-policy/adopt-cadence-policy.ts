import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { toShanghaiDate } from '@pcrm/contracts';
import type { CadencePolicies } from '../cadence-policy.js';
import type {
  CadenceNumbers,
  CadencePolicyApproved,
  CadencePolicyProposed,
  CadencePolicyRejected,
} from '../cadence-policy.events.js';

export type ProposeCadencePolicy = { readonly numbers: CadenceNumbers; readonly by: string; readonly at: string };
export type DecideOnCadencePolicy = { readonly version: number; readonly by: string; readonly at: string };

/** A new version of the contact rules, in force from tomorrow at the earliest: a day that has begun keeps its rules. */
export const proposeCadencePolicy: Decide<ProposeCadencePolicy, CadencePolicies, CadencePolicyProposed> = (
  command,
  state,
) => {
  const { numbers, by, at } = command;
  if (numbers.effectiveFrom <= toShanghaiDate(at))
    throw new Refusal('cadence-policy.effective-in-past', { effectiveFrom: numbers.effectiveFrom });
  return [
    {
      type: 'CadencePolicyProposed',
      data: { policy: { ...numbers, version: state.lastVersion + 1 }, proposedBy: by, at },
    },
  ];
};

/** Puts a proposal in force. Maker ≠ checker. */
export const approveCadencePolicy: Decide<DecideOnCadencePolicy, CadencePolicies, CadencePolicyApproved> = (
  command,
  state,
) => {
  const { version, by, at } = command;
  if (state.versions.some((policy) => policy.version === version)) return [];
  const { policy, by: maker } = pending(state, version);
  if (maker === by) throw new Refusal('cadence-policy.maker-is-checker', { version });
  if (policy.effectiveFrom <= toShanghaiDate(at))
    throw new Refusal('cadence-policy.effective-in-past', { effectiveFrom: policy.effectiveFrom });
  return [{ type: 'CadencePolicyApproved', data: { policy, approvedBy: by, at } }];
};

/** Takes a proposal off the table. */
export const rejectCadencePolicy: Decide<DecideOnCadencePolicy, CadencePolicies, CadencePolicyRejected> = (
  command,
  state,
) => {
  pending(state, command.version);
  return [
    { type: 'CadencePolicyRejected', data: { version: command.version, rejectedBy: command.by, at: command.at } },
  ];
};

function pending({ proposed }: CadencePolicies, version: number): NonNullable<CadencePolicies['proposed']> {
  if (proposed?.policy.version !== version) throw new Refusal('cadence-policy.not-proposed', { version });
  return proposed;
}
