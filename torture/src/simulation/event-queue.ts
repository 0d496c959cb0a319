import type { Owner } from './owner.js';

export type Event = {
  /** When, in milliseconds of the run. */
  readonly at: number;
  readonly owner: Owner | undefined;
  readonly run: () => void | Promise<void>;
  cancelled: boolean;
};
type Place = { readonly event: Event; readonly nth: number };

const isBefore = (one: Place, other: Place): boolean =>
  one.event.at < other.event.at || (one.event.at === other.event.at && one.nth < other.nth);

/** What is to happen, earliest first; of the same instant in the order in which it was added. */
export class EventQueue {
  private readonly heap: Place[] = [];
  private count = 0;

  add(event: Event): Event {
    const { heap } = this;
    const place = { event, nth: this.count++ };
    let at = heap.length;
    for (let above = (at - 1) >> 1; at > 0 && isBefore(place, heap[above] as Place); above = (at - 1) >> 1) {
      heap[at] = heap[above] as Place;
      at = above;
    }
    heap[at] = place;
    return event;
  }

  next(): Event | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (first && last && this.heap.length > 0) this.sink(last);
    return first?.event;
  }

  private sink(place: Place): void {
    const { heap } = this;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Place, heap[below] as Place)) below += 1;
      if (!isBefore(heap[below] as Place, place)) break;
      heap[at] = heap[below] as Place;
      at = below;
    }
    heap[at] = place;
  }
}
