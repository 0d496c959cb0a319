import type { Handler, Outcome, Registered } from '../service.js';
import { asError } from '../failures.js';
import type { Commanded, Perform } from './perform.js';

/** A handler over some noun; which one is known where it was made. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- nouns of different shapes under one roof
export type AnyHandler = Handler<any, any>;

/** Performs issued commands through the handlers of their aggregates: in bulk, one call per aggregate. */
export function performWith(
  registered: { readonly [name: string]: Registered },
  handlerOf: (aggregate: string) => AnyHandler,
): Perform {
  return async (commands) => {
    const answers = new Array<Outcome | Error>(commands.length);
    const byAggregate = new Map<string, number[]>();
    commands.forEach(({ issued }, at) => {
      const aggregate = registered[issued.handler]?.aggregate.name;
      if (aggregate === undefined) answers[at] = new Error(`there is no handler ${issued.handler}`);
      else byAggregate.set(aggregate, [...(byAggregate.get(aggregate) ?? []), at]);
    });
    await Promise.all(
      [...byAggregate].map(async ([aggregate, places]) => {
        const items = places.map((at) => itemOf(commands[at] as Commanded, registered));
        const outcomes = await handlerOf(aggregate).many(items).catch((error: unknown) => items.map(() => asError(error))); // prettier-ignore
        places.forEach((at, n) => (answers[at] = outcomes[n] as Outcome | Error));
      }),
    );
    return answers;
  };
}

type AnyItem = Parameters<AnyHandler['many']>[0][number];

function itemOf({ issued, metadata }: Commanded, registered: { readonly [name: string]: Registered }): AnyItem {
  const { decide } = registered[issued.handler] as Registered;
  return { id: issued.id, decide, command: issued.command, metadata };
}
