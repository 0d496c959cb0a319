import { Body, Controller, Get, HttpCode, Inject, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BRANCH_KEY } from '@pcrm/contracts';
import { answer, Caller, IfMatch, Requires, revised, type CallerIdentity, type CommandAnswer } from '@pcrm/platform';
import { findingsOf } from '../cadence-policy.js';
import type { CadenceNumbers } from '../cadence-policy.events.js';
import { CadencePolicyBook } from '../contacting.tokens.js';
import { approveCadencePolicy, proposeCadencePolicy, rejectCadencePolicy } from './adopt-cadence-policy.js';
import { ProposeCadencePolicyRequest } from './cadence-policy.dto.js';

type Answer = CommandAnswer & { readonly version: number; readonly findings: ReturnType<typeof findingsOf> };

/** 定期联系制度 as versioned data: proposed by one person, approved by another. */
@ApiTags('cadence-policies')
@Controller('cadence-policies')
export class CadencePolicyController {
  constructor(@Inject(CadencePolicyBook) private readonly handle: CadencePolicyBook) {}

  /** Every version in force or to come, the proposal, and what a reader should stumble over (`TierInversion`). */
  @Get()
  @Requires('cadence-policy.read')
  async list(): Promise<object> {
    const { state, revision } = await this.handle.read(BRANCH_KEY);
    const { versions, proposed } = state;
    const flagged = versions.map((policy) => ({ ...policy, findings: findingsOf(policy) }));
    const next = proposed && { ...proposed.policy, findings: findingsOf(proposed.policy) };
    return revised({ items: flagged, proposed: next }, revision);
  }

  @Post('propose')
  @HttpCode(200)
  @Requires('cadence-policy.propose')
  async propose(
    @Body() request: ProposeCadencePolicyRequest,
    @Caller() { staffId: by, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<Answer> {
    const numbers: CadenceNumbers = plain(request);
    const command = { numbers, by, at: metadata.occurredAt };
    const outcome = await this.handle(BRANCH_KEY, proposeCadencePolicy, command, metadata, revision);
    const { lastVersion: version, proposed } = (await this.handle.read(BRANCH_KEY)).state;
    return Object.assign(answer(outcome), { version, findings: proposed ? findingsOf(proposed.policy) : [] });
  }

  /** Maker ≠ checker: 422 `cadence-policy.maker-is-checker`. */
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
