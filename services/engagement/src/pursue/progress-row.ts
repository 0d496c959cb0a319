import { SIGNING_STAGES, type SigningStage, type Tier } from '@pcrm/contracts';

/** A signing opportunity as the progress table 商机进程表 shows it. */
export type ShownOpportunity = {
  readonly opportunityId: string;
  readonly outletId: string;
  readonly staffId: string;
  readonly targetTier: Tier;
  readonly currentTier: Tier | null;
  readonly stage: SigningStage;
  readonly stageSince: string;
  readonly openedAt: string;
  readonly onHold: boolean;
  readonly nextStepOn: string | null;
  readonly reasonCode: string | null;
  /** When SIGNING was last asked for; an older refusal is answered by it. */
  readonly askedAt: string | null;
  /** Ids of the messages behind it, oldest first: evidence, and no part of the digest. */
  readonly _evidence: readonly string[];
};

/** A contact as far as an opportunity is concerned. */
export type PursuedContact = {
  readonly id: string;
  readonly at: string;
  readonly reached: boolean;
  readonly nextStepOn: string | null;
};

/** One row per client: the newest opportunity, and beside it what `clients` and the contacts say about it, in whatever order they were heard. */
export type ProgressRow = {
  readonly clientId: string;
  /** Masked: 王*芳. Null when erased or unknown. */
  readonly name: string | null;
  /** What the file's minimum still lacks (P5); null: nothing was heard yet. */
  readonly missing: readonly string[] | null;
  /** Somebody asked the client for a consent, whatever they answered (P5). */
  readonly consented: boolean;
  readonly refusal: { readonly opportunityId: string; readonly code: string; readonly refusedAt: string } | null;
  readonly reports: readonly {
    readonly contactId: string;
    readonly opportunityId: string | null;
    readonly contactAt: string;
  }[];
  /** The newest contacts that stand, oldest first; at most 20 that reached the client and 20 that did not. */
  readonly contacts: readonly PursuedContact[];
  readonly advisers: readonly string[];
  /** From `allocation`: who maintains the client, and where; null as long as nothing was heard of it. */
  readonly placed: { readonly staffId: string | null; readonly outletId: string } | null;
  readonly opportunity: ShownOpportunity | null;
  /** Earlier ones, newest first; at most 5. */
  readonly earlier: readonly ShownOpportunity[];
  /** Copies for the indexes; absent without an opportunity. Who sees it: whoever maintains the client now, not who once did. */
  readonly staffId?: string;
  readonly outletId?: string;
  readonly staffIds?: readonly string[];
  readonly stagePlace?: number;
  readonly stageSince?: string;
  readonly open?: boolean;
  readonly opportunityIds?: readonly string[];
};

export const emptyProgress = (clientId: string): ProgressRow => ({
  clientId,
  name: null,
  missing: null,
  consented: false,
  refusal: null,
  reports: [],
  contacts: [],
  advisers: [],
  placed: null,
  opportunity: null,
  earlier: [],
});

export const isOpen = ({ stage }: Pick<ShownOpportunity, 'stage'>): boolean =>
  stage !== 'SIGNED' && stage !== 'TERMINATED';
export const stagePlace = (stage: SigningStage): number => SIGNING_STAGES.indexOf(stage);

/** When the client was last reached. */
export const lastReachedAt = ({ contacts }: Pick<ProgressRow, 'contacts'>): string | null =>
  contacts.findLast(({ reached }) => reached)?.at ?? null;

/** The row with its index fields agreeing with the opportunity it shows. */
export function indexed(row: ProgressRow): ProgressRow {
  const { opportunity, earlier, advisers, placed, staffId: _before, ...rest } = row;
  if (!opportunity) return row;
  const { stage, stageSince } = opportunity;
  const maintainer = placed ? placed.staffId : opportunity.staffId;
  // What has ended counts for who ended it.
  const staffId = isOpen(opportunity) ? maintainer : opportunity.staffId;
  return {
    ...{ ...rest, opportunity, earlier, advisers, placed },
    ...(staffId !== null && { staffId }),
    outletId: placed?.outletId ?? opportunity.outletId,
    staffIds: [...new Set([...(maintainer === null ? [] : [maintainer]), ...advisers])],
    stagePlace: stagePlace(stage),
    stageSince,
    open: isOpen(opportunity),
    opportunityIds: [opportunity, ...earlier].map(({ opportunityId }) => opportunityId),
  };
}

/** What the gate of P5 finds for an opportunity in this row: a report about it, or about the client since it was opened. */
export function gateOf({ reports, missing, consented, opportunity }: ProgressRow): {
  reported: boolean;
  missing: readonly string[];
} {
  const reported = reports.some(({ opportunityId, contactAt }) =>
    opportunityId
      ? opportunityId === opportunity?.opportunityId
      : opportunity !== null && contactAt >= opportunity.openedAt,
  );
  return { reported, missing: missing ? [...missing, ...(consented ? [] : ['consents'])] : ['file'] };
}
