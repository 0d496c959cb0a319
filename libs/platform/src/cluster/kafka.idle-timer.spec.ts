import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { quietIdleConnections } from './kafka.idle-timer.js';

const queue = () => new RequestQueue({ logger: { debug: () => undefined }, requestTimeout: 1_000 });

describe('an idle connection', () => {
  it('arms a timer for nothing, as kafkajs comes', () => {
    const idle = queue();
    idle.checkPendingRequests();
    expect(idle.throttleCheckTimeoutId).not.toBeNull();
    idle.destroy();
  });

  it('arms none once it is quieted, and still wakes when throttling ends', () => {
    quietIdleConnections();
    quietIdleConnections();
    const idle = queue();
    idle.checkPendingRequests();
    expect(idle.throttleCheckTimeoutId).toBeNull();
    idle.maybeThrottle(1_000);
    idle.checkPendingRequests();
    expect(idle.throttleCheckTimeoutId).not.toBeNull();
    idle.destroy();
  });
});
