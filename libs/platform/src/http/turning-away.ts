import type { FastifyRequest } from 'fastify';
import { Crowded } from '../errors/problem.js';

/** One for all: a stack for each was a seventh of what turning somebody away costs. */
const CROWDED = new Crowded('too many requests are under way');
/** So many of a crowd are told in a millisecond, and so many milliseconds later the next are. */
const TOLD_PER_MS = 2;
const PAUSE_MS = 10;
/** Those beyond are told at once: the list must not fill the memory. */
const MOST_WAITING = 10_000;

type Tell = (error: Error) => void;

/**
 * Tells a crowd to come again, 2,000 a second: however many they are, the rest of the processor belongs to those who are being served.
 * Whoever waits to be told asks for nothing more on that connection; whoever leaves meanwhile takes nobody's turn.
 */
export class TurningAway {
  #waiting: { readonly request: FastifyRequest; readonly tell: Tell }[] = [];
  readonly #all = new WeakSet<FastifyRequest>();

  has(request: FastifyRequest): boolean {
    return this.#all.has(request);
  }

  /** Without waiting, for whom the work was done before it was seen that there is no room. */
  now(request: FastifyRequest, tell: Tell): void {
    this.#all.add(request);
    tell(CROWDED);
  }

  inTurn(request: FastifyRequest, tell: Tell): void {
    if (this.#waiting.length >= MOST_WAITING) return this.now(request, tell);
    if (this.#waiting.push({ request, tell }) === 1) this.#tellSomeLater();
  }

  #tellSomeLater(): void {
    const since = performance.now();
    setTimeout(() => {
      this.#waiting = this.#waiting.filter(({ request }) => !request.raw.destroyed);
      const some = this.#waiting.splice(0, Math.ceil((performance.now() - since) * TOLD_PER_MS));
      if (this.#waiting.length > 0) this.#tellSomeLater();
      for (const { request, tell } of some) this.now(request, tell);
    }, PAUSE_MS);
  }
}
