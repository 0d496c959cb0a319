import { Body, Controller, Get, HttpCode, Inject, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BRANCH_KEY } from '@pcrm/contracts';
import {
  answer,
  Caller,
  IfMatch,
  Requires,
  revised,
  type CallerIdentity,
  type CommandAnswer,
  type Revised,
} from '@pcrm/platform';
import { findingsOf, type CadencePolicy } from '../cadence-policy.js';
import type { CadenceNumbers } from '../cadence-policy.events.js';
import { CadencePolicyBook } from '../contacting.tokens.js';
import { approveCadencePolicy, proposeCadencePolicy, rejectCadencePolicy } from './adopt-cadence-policy.js';
import { ProposeCadencePolicyRequest } from './cadence-policy.dto.js';

type Findings = ReturnType<typeof findingsOf>;
type ProposedCadence = CommandAnswer & { readonly version: number; readonly findings: Findings };
/** A version of the contact rules with what a reader should stumble over. */
type ShownCadence = CadencePolicy & { readonly findings: Findings };
/** The contact rules: approved versions by effective date, and the proposal that waits for a second person. */
type CadencePoliciesAnswer = { readonly items: readonly ShownCadence[]; readonly proposed: ShownCadence | null };

/** 定期联系制度 as versioned data: proposed by one person, approved by another. */
@ApiTags('cadence-policies')
@Controller('cadence-policies')
export class CadencePolicyController {
  constructor(@Inject(CadencePolicyBook) private readonly handle: CadencePolicyBook) {}

  /** Every version in force or to come, the proposal, and what a reader should stumble over (`TierInversion`). */
  @Get()
  @Requires('cadence-policy.read')
  async list(): Promise<Revised<CadencePoliciesAnswer>> {
    const { state, revision } = await this.handle.read(BRANCH_KEY);
    const { versions, proposed } = state;
    const flagged = versions.map((policy) => ({ ...policy, findings: findingsOf(policy) }));
    const next = proposed && { ...proposed.policy, findings: findingsOf(proposed.policy) };
    return revised({ items: flagged, proposed: next }, revision);
  }

  /** Proposes other contact rules; they wait for a second person. */
  @Post('propose')
  @HttpCode(200)
  @Requires('cadence-policy.propose')
  async propose(
    @Body() request: ProposeCadencePolicyRequest,
    @Caller() { staffId: by, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<ProposedCadence> {
    const numbers: CadenceNumbers = plain(request);
    const command = { numbers, by, at: metadata.occurredAt };
    const outcome = await this.handle(BRANCH_KEY, proposeCadencePolicy, command, metadata, revision);
    const { lastVersion: version, proposed } = (await this.handle.read(BRANCH_KEY)).state;
    return answer(outcome, { version, findings: proposed ? findingsOf(proposed.policy) : [] });
  }

  /** Agrees to rules that somebody else proposed. Maker ≠ checker: 422 `cadence-policy.maker-is-checker`. */
  @Post(':version/approve')
  @HttpCode(200)
  @Requires('cadence-policy.approve')
  async approve(
    @Param('version', ParseIntPipe) version: number,
    @Caller() { staffId: by, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const command = { version, by, at: metadata.occurredAt };
    return answer(await this.handle(BRANCH_KEY, approveCadencePolicy, command, metadata, revision));
  }

  /** Turns proposed rules down; their version number is used up. */
  @Post(':version/reject')
  @HttpCode(200)
  @Requires('cadence-policy.approve')
  async reject(
    @Param('version', ParseIntPipe) version: number,
    @Caller() { staffId: by, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const command = { version, by, at: metadata.occurredAt };
    return answer(await this.handle(BRANCH_KEY, rejectCadencePolicy, command, metadata, revision));
  }
}

/** The request as plain data: facts carry no classes. */
const plain = (request: ProposeCadencePolicyRequest): CadenceNumbers =>
  JSON.parse(JSON.stringify(request)) as CadenceNumbers;
