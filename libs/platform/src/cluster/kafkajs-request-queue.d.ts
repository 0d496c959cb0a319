/** The part of kafkajs's insides that `kafka.idle-timer.ts` mends. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  class RequestQueue {
    constructor(options: object);
    readonly pending: readonly unknown[];
    readonly throttledUntil: number;
    readonly throttleCheckTimeoutId: NodeJS.Timeout | null;
    checkPendingRequests(): void;
    scheduleCheckPendingRequests: (this: RequestQueue) => void;
    maybeThrottle(milliseconds: number): void;
    destroy(): void;
  }
  export = RequestQueue;
}
