import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type DestinationStream, type Logger } from 'pino';
import { loggable, scrubbed } from './errors/scrubbed.js';

const PERSONAL = ['name', 'phone', 'idNumber', 'birthday', 'family', 'employer', 'address', 'note', 'text', 'email'];
const SECRET = ['authorization', 'cookie', 'password', 'token', 'secret'];
const HIDDEN = [...PERSONAL, ...SECRET].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** Trace id of the request under way, for the log alone: nothing of the domain reads it. */
export const traceUnderWay = new AsyncLocalStorage<string>();

export type LogOptions = { readonly name: string; readonly level: string; readonly destination?: DestinationStream };

/** The process log: JSON lines in which personal fields, secrets and bodies never appear. */
export const processLog = ({ name, level, destination }: LogOptions): Logger =>
  pino(
    {
      level,
      base: { process: name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ traceId: traceUnderWay.getStore() }),
      serializers: { err: loggable },
      redact: { paths: HIDDEN, censor: '…' },
      hooks: {
        logMethod(args, method) {
          method.apply(
            this,
            args.map((arg) => (typeof arg === 'string' ? scrubbed(arg) : arg)) as Parameters<typeof method>,
          );
        },
      },
    },
    ...(destination ? [destination] : []),
  );
