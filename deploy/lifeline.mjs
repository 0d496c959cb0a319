// Loaded into the platform by bootstrap.mjs. Killed outright, bootstrap can pass nothing on; the platform then ends by itself
// instead of holding its port and its files for ever.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
