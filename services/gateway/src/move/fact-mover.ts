import {
  Refusal,
  RevisionConflict,
  type EventStore,
  type Moving,
  type Position,
  type StoredEvent,
} from '@pcrm/event-sourcing';
import { factOut, isSameFact, type FactOut } from './fact-lines.js';

/** Facts that were not there are written, the others are compared. */
export type FactsTaken = { readonly position: Position | null; readonly written: number; readonly there: number };
export type FactAt = { readonly position: Position; readonly fact: FactOut };
export type Coming = {
  /** Where the facts before these ended in this store; none when absent. */
  readonly after?: Position;
  /** Until when all that fell due had been done where they come from. */
  readonly moved: string;
  readonly facts: readonly FactOut[];
};

const PAGE = 1_000;
/** How a sealed value begins, in JSON. */
const SEALED = '"sealed:v1:';

/** Facts of this installation, out and in: in their order, through the store. */
export class FactMover {
  constructor(
    private readonly events: EventStore,
    private readonly moving: Moving,
  ) {}

  async page(after: Position | undefined, limit: number): Promise<readonly FactAt[]> {
    const facts = await this.events.readAll(after, limit);
    return facts.map((fact) => ({ position: fact.position, fact: factOut(fact) }));
  }

  /**
   * Facts of another installation, next in order. What stands in this place must be the same; behind it the rest is written. So an
   * import may be repeated and begun anew at any place, and what is not the same ends it.
   */
  async take({ after, moved, facts }: Coming): Promise<FactsTaken> {
    const there = await this.events.readAll(after, facts.length);
    refuseOthers(there, facts);
    const fresh = facts.slice(there.length);
    const standing = there.at(-1)?.position ?? after ?? null;
    if (fresh.length === 0) return { position: standing, written: 0, there: there.length };
    await this.open(fresh);
    const position = await this.write(fresh, moved);
    return { position: position ?? standing, written: fresh.length, there: there.length };
  }

  /** All of them are there: from now on they are said, heard and shown. */
  async end(): Promise<void> {
    await this.moving.end();
  }

  /** Nothing that is written from here on is heard of before the end. */
  private async open(fresh: readonly FactOut[]): Promise<void> {
    if (!(await this.moving.hasKeys()) && fresh.some(({ data }) => JSON.stringify(data).includes(SEALED)))
      throw new Refusal('facts.keys-first');
    if (await this.moving.isOpen()) return;
    await this.refuseOwn();
    await this.moving.begin();
  }

  /** Facts are moved only into an installation that has decided nothing itself. */
  private async refuseOwn(): Promise<void> {
    for (let after: Position | undefined, full = true; full;) {
      const page = await this.events.readAll(after, PAGE);
      const own = page.find(({ moved }) => moved === undefined);
      if (own) throw new Refusal('facts.not-empty', { stream: own.stream, revision: own.revision });
      after = page.at(-1)?.position;
      full = page.length === PAGE;
    }
  }

  private async write(fresh: readonly FactOut[], moved: string): Promise<Position | undefined> {
    try {
      return await this.events.moveIn(fresh.map((fact) => ({ ...fact, moved })));
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      throw differ({ stream: error.stream, revision: error.expected + 1 });
    }
  }
}

/** What stands where these would must be these. */
function refuseOthers(there: readonly StoredEvent[], facts: readonly FactOut[]): void {
  for (const [at, fact] of there.entries()) {
    const coming = facts[at];
    if (coming && !isSameFact(fact, coming)) throw differ(coming, fact);
  }
}

type Place = { readonly stream: string; readonly revision: number };
const differ = ({ stream, revision }: Place, there?: Place): Refusal =>
  new Refusal('facts.differ', {
    ...{ stream, revision },
    ...(there && { thereStream: there.stream, thereRevision: there.revision }),
  });
