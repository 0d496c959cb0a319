import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/requires.js';
import { NotRateLimited } from './route-options.js';

/** Something that must go forward: when it last did (ms since epoch) and how long it may stand still (ms). */
export type Progress = { readonly name: string; readonly lastProgress: () => number; readonly maxAge: number };
/** Something that must be there before requests make sense. */
export type Readiness = { readonly name: string; readonly ready: () => boolean | Promise<boolean> };
export type HealthReport = { readonly status: 'ok' | 'failing'; readonly failing: readonly string[] };

/** What this process watches of itself. Alive means that it makes progress, not that it is connected. */
export class Health {
  private readonly progress: Progress[] = [];
  private readonly readiness: Readiness[] = [];
  private stopping = false;

  constructor(private readonly now: () => number = Date.now) {}

  watch(...progress: readonly Progress[]): void {
    this.progress.push(...progress);
  }

  needs(...readiness: readonly Readiness[]): void {
    this.readiness.push(...readiness);
  }

  /** From now on not ready: load balancers send nothing more. */
  stop(): void {
    this.stopping = true;
  }

  live(): HealthReport {
    const now = this.now();
    return report(this.progress.filter(({ lastProgress, maxAge }) => now - lastProgress() > maxAge));
  }

  async ready(): Promise<HealthReport> {
    if (this.stopping) return report([{ name: 'stopping' }]);
    const answers = await Promise.all(
      this.readiness.map(async ({ name, ready }) => ({ name, ok: await isReady(ready) })),
    );
    return report(answers.filter(({ ok }) => !ok));
  }
}

const report = (failing: readonly { readonly name: string }[]): HealthReport => ({
  status: failing.length === 0 ? 'ok' : 'failing',
  failing: failing.map(({ name }) => name),
});

/** What cannot be asked is not ready. */
async function isReady(ready: Readiness['ready']): Promise<boolean> {
  try {
    return await ready();
  } catch {
    return false;
  }
}

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(@Inject(Health) private readonly health: Health) {}

  @Get('live')
  @Public()
  @NotRateLimited()
  live(@Res({ passthrough: true }) reply: FastifyReply): HealthReport {
    return answered(reply, this.health.live());
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
