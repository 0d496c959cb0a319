import type { Aggregate, Fact } from '@pcrm/event-sourcing';

const tokens = new WeakMap<object, symbol>();

/**
 * The injection token of an aggregate's handler: `export const TierStandings = HandlerOf(tierStanding)` and
 * `export type TierStandings = Handler<TierStanding, TierEvent>`; then `@Inject(TierStandings) handle: TierStandings`.
 */
export function HandlerOf<State, Event extends Fact>(aggregate: Aggregate<State, Event>): symbol {
  const token = tokens.get(aggregate) ?? Symbol(`handler of ${aggregate.name}`);
  tokens.set(aggregate, token);
  return token;
}
