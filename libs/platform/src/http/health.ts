import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/requires.js';
import { NotRateLimited } from './route-options.js';

/**
 * Something that must go forward: when it last did or found nothing to do (ms since epoch; undefined while it begins), and
 * how long it may stand still (ms). It may be asked in another thread; one that does not answer has made no progress since it did.
 */
export type Progress = {
  readonly name: string;
  readonly lastProgress: () => number | undefined | Promise<number | undefined>;
  readonly maxAge: number;
};
/** Something that must be there before requests make sense. */
export type Readiness = { readonly name: string; readonly ready: () => boolean | Promise<boolean> };
export type HealthReport = { readonly status: 'ok' | 'failing'; readonly failing: readonly string[] };

/** What this process watches of itself. Alive means that it makes progress, not that it is connected. */
export class Health {
  private readonly progress: Progress[] = [];
  /** What each part last answered; when its watching began, before it did. */
  private readonly known = new Map<Progress, number>();
  private readonly readiness: Readiness[] = [];
  private stopping = false;

  constructor(private readonly now: () => number = Date.now) {}

  watch(...progress: readonly Progress[]): void {
    this.progress.push(...progress);
    for (const part of progress) this.known.set(part, this.now());
  }

  needs(...readiness: readonly Readiness[]): void {
    this.readiness.push(...readiness);
  }

  /** From now on not ready: load balancers send nothing more. */
  stop(): void {
    this.stopping = true;
  }

  async live(): Promise<HealthReport> {
    const goOn = await Promise.all(this.progress.map((part) => this.goesOn(part)));
    return report(this.progress.filter((_, nth) => goOn[nth] === false));
  }

  async ready(): Promise<HealthReport> {
    if (this.stopping) return report([{ name: 'stopping' }]);
    return report(await failing(this.readiness, async ({ ready }) => await ready()));
  }

  private async goesOn(part: Progress): Promise<boolean> {
    const heard = async (): Promise<true> => {
      this.known.set(part, (await part.lastProgress()) ?? this.now());
      return true;
    };
    await inTime(heard());
    return this.now() - (this.known.get(part) ?? 0) <= part.maxAge;
  }
}

const report = (parts: readonly { readonly name: string }[]): HealthReport => ({
  status: parts.length === 0 ? 'ok' : 'failing',
  failing: parts.map(({ name }) => name),
});

/** Milliseconds within which a part must answer. */
const ANSWER_MS = 2_000;

/** Which of them do not hold; what throws or does not answer in time does not hold. */
async function failing<Part extends { readonly name: string }>(
  parts: readonly Part[],
  holds: (part: Part) => Promise<boolean>,
): Promise<readonly Part[]> {
  const answers = await Promise.all(parts.map(async (part) => ({ part, ok: await inTime(holds(part)) })));
  return answers.filter(({ ok }) => !ok).map(({ part }) => part);
}

async function inTime(answer: Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), ANSWER_MS);
  try {
    return await Promise.race([answer, late.promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(@Inject(Health) private readonly health: Health) {}

  @Get('live')
  @Public()
  @NotRateLimited()
  async live(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    return answered(reply, await this.health.live());
  }

  @Get('ready')
  @Public()
  @NotRateLimited()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    return answered(reply, await this.health.ready());
  }
}

function answered(reply: FastifyReply, health: HealthReport): HealthReport {
  void reply.status(health.status === 'ok' ? 200 : 503);
  return health;
}
