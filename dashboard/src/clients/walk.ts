/** The clients of the list that a card was opened from, in its order: for going to the next one. In memory only. */
let order: readonly string[] = [];

export const walkAlong = (clientIds: readonly string[]): void => {
  order = clientIds;
};

export type Place = {
  readonly at: number;
  readonly of: number;
  readonly previous: string | undefined;
  readonly next: string | undefined;
};
/** Where a client stands in that list; undefined when they are not in it. */
export function placeOf(clientId: string): Place | undefined {
  const index = order.indexOf(clientId);
  if (index < 0 || order.length < 2) return undefined;
  return { at: index + 1, of: order.length, previous: order[index - 1], next: order[index + 1] };
}
