import { Unavailable } from '../failures.js';
import type { Ports } from './run-service.js';

/** A process that dies at a chosen await: before the effect of a call, or after it but before its answer. */
export class Mortal {
  calls = 0;
  dead = false;

  constructor(
    private readonly diesAt: number,
    private readonly afterEffect: boolean,
  ) {}

  /** The ports as this process sees them: none answers it any more once it is dead. */
  wrap(ports: Ports): Ports {
    const { events, log, rows, vault, lease, clock } = ports;
    return {
      clock,
      lease: this.#guard(lease, ['acquire']),
      events: this.#guard(events, ['read', 'append', 'appendMany', 'head']),
      log: this.#guard(log, ['publish', 'ends']),
      rows: this.#guard(rows, ['declare', 'load', 'commit', 'find', 'count', 'checkpoint', 'drop']),
      vault: this.#guard(vault, ['find', 'mint', 'indexSecret']),
    };
  }

  #guard<Port extends object>(port: Port, names: readonly (keyof Port)[]): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        const method = (value as (...given: unknown[]) => unknown).bind(target);
        return names.includes(name as keyof Port) ? (...given: unknown[]) => this.#call(method, given) : method;
      },
    });
  }

  async #call(method: (...given: unknown[]) => unknown, given: readonly unknown[]): Promise<unknown> {
    const dies = ++this.calls === this.diesAt;
    if (this.dead || (dies && !this.afterEffect)) this.#die();
    const answer = await method(...given);
    if (dies) this.#die();
    return answer;
  }

  #die(): never {
    this.dead = true;
    throw new Unavailable('the process is dead');
  }
}
