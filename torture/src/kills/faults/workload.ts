import { addDays, toShanghaiDate } from '@pcrm/contracts';
import type { Branch } from '../process/branch.js';
import type { Oracle } from '../oracle/oracle.js';
import { contactOn, deedBeside, feedBeside, inTurn, type Standing } from '../story/days.js';
import type { Deed } from '../story/deed.js';
import type { Client } from '../story/people.js';

const HOUR_MS = 3_600_000;
/** Every so manieth thing is a feed. */
const FEEDS = 25;
const OF_FEEDS = 'feeds';

/** Something that is asked for, again and again under one key, until it is acknowledged. */
export type Errand = Pick<Deed, 'call' | 'about'> & { readonly acknowledged: () => void };

export type Kinds = {
  /** What is written down with contacts. */
  readonly note?: string;
  /** Whether feeds and texts are among it; they are when absent. Where a feed stands, and what the sandbox took, is in the file of the views alone. */
  readonly feedsAndTexts?: boolean;
};

/**
 * What staff and core banking do beside the days of a story, one client after the other. Nothing else is done about a client, and no
 * other feed sent, before what was asked last is acknowledged: nobody knows whether a command that was not answered was done.
 */
export class Workload {
  readonly #open = new Map<string, Errand>();
  readonly #turn: (nth: number) => Client;
  #asked = 0;
  #fedOf = '';

  constructor(
    private readonly branch: Branch,
    private readonly oracle: Oracle,
    private readonly standing: Standing,
  ) {
    this.#turn = inTurn(standing);
  }

  /** Asked for and not acknowledged yet. */
  get open(): readonly Errand[] {
    return [...this.#open.values()];
  }

  /** The next thing, or what is open where it would be. */
  next({ note = '电话', feedsAndTexts = true }: Kinds = {}): Errand {
    const nth = this.#asked++;
    if (feedsAndTexts && nth % FEEDS === 0) return this.#open.get(OF_FEEDS) ?? this.#feed(nth);
    const client = this.#turn(nth);
    return (
      this.#open.get(client.clientId) ??
      this.#deed(
        deedBeside(client, { nth, at: this.#anHourAgo(), note }, { standing: this.standing, texts: feedsAndTexts }),
      )
    );
  }

  /** The next contact, logged by the client's manager: only where nobody was given another one beside the story. */
  contact(): Errand {
    const nth = this.#asked++;
    return this.#deed(contactOn(this.#turn(nth), { nth, at: this.#anHourAgo(), note: '电话' }, this.standing));
  }

  #anHourAgo(): string {
    return new Date(this.branch.clock.now() - HOUR_MS).toISOString();
  }

  #deed(deed: Deed): Errand {
    return this.#opened(deed, () => this.oracle.acknowledged(deed));
  }

  /** Of the day before, and never of an earlier one than the last was, whatever the clock does. */
  #feed(nth: number): Errand {
    const yesterday = addDays(toShanghaiDate(new Date(this.branch.clock.now()).toISOString()), -1);
    if (yesterday > this.#fedOf) this.#fedOf = yesterday;
    const feed = feedBeside(nth, this.#fedOf, this.standing);
    return this.#opened({ ...feed, about: OF_FEEDS }, () => this.oracle.fed(feed));
  }

  #opened({ call, about }: Pick<Deed, 'call' | 'about'>, acknowledged: () => void): Errand {
    const errand: Errand = {
      ...{ call, about },
      acknowledged: () => {
        this.#open.delete(about);
        acknowledged();
      },
    };
    this.#open.set(about, errand);
    return errand;
  }
}
