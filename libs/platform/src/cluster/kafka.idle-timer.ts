import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/**
 * On Node 24 an idle connection of kafkajs 2.2.4 arms a timer of 1 ms again and again (about 900 wake-ups a second): it asks to be
 * woken when its throttling ends, also when nothing is throttled and nothing waits. Then there is nothing to wake up for.
 */
export function quietIdleConnections(): void {
  if (quieted) return;
  quieted = true;
  const { scheduleCheckPendingRequests: schedule } = RequestQueue.prototype;
  RequestQueue.prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
}
let quieted = false;
