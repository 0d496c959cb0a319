import { Metadata, status, type StatusObject } from '@grpc/grpc-js';

export type Refused = Pick<StatusObject, 'code' | 'details'> & { readonly metadata: Metadata };

const refuse = (code: status, details: string, entries: Readonly<Record<string, string>> = {}): Refused => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(entries)) metadata.set(key, value);
  return { code, details, metadata };
};

/** The statuses and trailers in which such a server says no. */
export const unavailable = (): Refused => refuse(status.UNAVAILABLE, 'Server Is Not Ready');
export const brokenOff = (): Refused => refuse(status.UNAVAILABLE, 'Connection dropped');
export const deadlineExceeded = (): Refused => refuse(status.DEADLINE_EXCEEDED, 'Deadline exceeded');
export const timedOut = (): Refused => refuse(status.ABORTED, 'Operation timed out');
export const badRequest = (what: string): Refused => refuse(status.INVALID_ARGUMENT, what);
/** What a handler that throws looks like from outside. */
export const thrown = (): Refused => refuse(status.UNKNOWN, 'Exception was thrown by handler.');
export const notLeader = (leader: { readonly host: string; readonly port: number }): Refused =>
  refuse(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': leader.host,
    'leader-endpoint-port': String(leader.port),
  });
export const missingMetadata = (): Refused =>
  refuse(status.INVALID_ARGUMENT, 'Required Metadata Property is missing', {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });
export const tooLarge = (limit: number): Refused =>
  refuse(status.INVALID_ARGUMENT, `Maximum Append Size of ${String(limit)} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });
