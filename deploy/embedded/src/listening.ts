import { once } from 'node:events';
import { createServer } from 'node:net';

/** Nothing can listen where it was asked for; the message names the variable and says what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

/** Whether only this machine is answered at a host. */
export const isThisMachineOnly = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host);

type Place = { readonly host: string; readonly port: number };
const OF_PORT: { readonly [code: string]: string } = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'may not be used by this user',
};
const OF_HOST: { readonly [code: string]: string } = {
  EADDRNOTAVAIL: 'is no address of this machine',
  ENOTFOUND: 'is not known',
  EAI_AGAIN: 'is not known',
};

/** Asked before all the work of opening: throws `CannotListen` where the server could not listen afterwards. */
export async function listensAt({ host, port }: Place): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen(port, host), 'listening');
  } catch (error) {
    throw inWords({ host, port }, error);
  }
  probe.close();
  await once(probe, 'close');
}

function inWords({ host, port }: Place, error: unknown): unknown {
  const code = Error.isError(error) && 'code' in error ? String(error.code) : '';
  const [ofPort, ofHost] = [OF_PORT[code], OF_HOST[code]];
  if (ofPort)
    return new CannotListen(`Port ${String(port)} ${ofPort}. Set PORT to another one; 0 takes a free one.`, {
      cause: error,
    });
  if (ofHost)
    return new CannotListen(`HOST ${host} ${ofHost}. 127.0.0.1 answers this machine only, 0.0.0.0 every machine.`, {
      cause: error,
    });
  return error;
}
