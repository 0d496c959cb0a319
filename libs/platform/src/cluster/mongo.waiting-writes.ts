import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** The part of the driver's insides that is mended here. */
export type DriverConnection = {
  command(namespace: object, command: object, options: object): Promise<unknown>;
  destroy(): void;
};
type Inside = { readonly socket: Socket; readonly closed: boolean; cleanup: (this: Inside, error: Error) => void };
type ConnectionClass = (new (socket: Socket, options: object) => DriverConnection) & { readonly prototype: Inside };

/** Of the driver that mongoose uses: there may be others. */
export const driver = createRequire(import.meta.resolve('mongoose'));
const { Connection } = driver('mongodb/lib/cmap/connection.js') as { readonly Connection: ConnectionClass };
export { Connection };

/**
 * In mongodb 7.8 whoever writes to a socket that is destroyed but not yet closed waits for its `drain` for ever: only an `error`
 * ends that wait, and none comes any more. When all connections break at once this happens to the look whether the server is
 * back, and then nobody ever looks again. With this, the end of a connection is an error to whoever waits to write.
 */
export function failWaitingWrites(): void {
  if (failing) return;
  failing = true;
  const { cleanup } = Connection.prototype;
  Connection.prototype.cleanup = function (this: Inside, error: Error): void {
    const open = !this.closed;
    cleanup.call(this, error);
    if (open) this.socket.emit('error', error);
  };
}
let failing = false;
