import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPublic } from '../auth/requires.js';
import { BadInput } from '../errors/problem.js';

/** Views that a reader may wait for: resolves when the view has applied everything up to the position, or after a while. */
export interface ViewWaiter {
  /** False when the view is not there yet: the answer then says so in `X-View-Behind`. */
  waitFor(view: string, until: Until, timeoutMs: number): Promise<boolean>;
}
/** A position of a source service; the view's own service when none is named. */
export type Until = { readonly position: string; readonly source?: string };

/** All waiters of one process; each service adds the views it has. A view is named `service.view`, or `view` where one service has it. */
export class ViewWaiters {
  private readonly waiters = new Map<string, ViewWaiter>();
  private readonly ownerOf = new Map<string, string>();

  add(service: string, views: readonly string[], waiter: ViewWaiter): void {
    for (const view of views) {
      this.waiters.set(`${service}.${view}`, waiter);
      if ((this.ownerOf.get(view) ?? service) === service) this.waiters.set(view, waiter);
      else this.waiters.delete(view);
      this.ownerOf.set(view, service);
    }
  }

  async waitFor({ view, ...until }: Wait, timeoutMs: number): Promise<boolean> {
    const waiter = this.waiters.get(view);
    if (!waiter)
      throw new BadInput([{ field: 'x-wait-for', rule: 'isView', zh: '没有此名称的视图', en: 'names no view' }]);
    return await waiter.waitFor(view.slice(view.indexOf('.') + 1), until, timeoutMs);
  }
}

type Wait = Until & { readonly view: string };
/** What it may be, as its description says too. */
export const WAIT_PATTERN = '^([a-z][a-zA-Z0-9.-]{0,99})@(?:([a-z]{1,40}):)?([\\w-]{1,100})$';
const WAIT = new RegExp(WAIT_PATTERN);

/** What the header `X-Wait-For` or the query `waitFor` asks for; the latter is taken out of the query. */
export function waitIn(request: Pick<FastifyRequest, 'headers' | 'query'>): Wait | undefined {
  const query = (request.query ?? {}) as { waitFor?: unknown };
  const sent = request.headers['x-wait-for'] ?? query.waitFor;
  delete query.waitFor;
  return sent === undefined ? undefined : parsed(sent);
}

/** `<view>@<position>` or `<view>@<source>:<position>`. */
function parsed(sent: unknown): Wait {
  const [, view, source, position] = (typeof sent === 'string' && WAIT.exec(sent)) || [];
  if (view === undefined || position === undefined) {
    const form = '<view>@<position> / <view>@<source>:<position>';
    throw new BadInput([{ field: 'x-wait-for', rule: 'isWait', zh: `应为 ${form}`, en: `must be ${form}` }]);
  }
  return { view, position, ...(source !== undefined && { source }) };
}

export const WAIT_MS = 5_000;

/**
 * Waits before the reader runs. The last of the guards: nobody waits for what they may not read, and no rule sees the query it takes
 * out. What is open to everybody shows no view: a stranger would only hold a place among the requests under way.
 */
export class WaitGuard implements CanActivate {
  constructor(private readonly waiters: ViewWaiters) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const http = context.switchToHttp();
    const wait = waitIn(http.getRequest<FastifyRequest>());
    return wait === undefined || isPublic(context) || this.wait(wait, http.getResponse<FastifyReply>());
  }

  private async wait(wait: Wait, reply: FastifyReply): Promise<true> {
    if (!(await this.waiters.waitFor(wait, WAIT_MS))) void reply.header('x-view-behind', wait.view);
    return true;
  }
}
