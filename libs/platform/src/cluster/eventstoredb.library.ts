import {
  type AllStreamResolvedEvent,
  BACKWARDS,
  convertToCommandError,
  END,
  EventStoreDBClient,
  FORWARDS,
  isCommandError,
  NotLeaderError,
  type ResolvedEvent,
  START,
  StreamNotFoundError,
  streamNameFilter,
  type StreamingRead,
} from '@eventstore/db-client';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { asError, Unavailable } from '@pcrm/event-sourcing';
import { checkedConnectionString } from './eventstoredb.connection-string.js';

// The only file that imports the client library: to move to its successor is to change this one.
export { BACKWARDS, END, FORWARDS, sharedPb, START, StreamNotFoundError, streamNameFilter, streamsPb };
export type { AllStreamResolvedEvent, BatchAppendReq, BatchAppendResp, ResolvedEvent, StreamingRead };
export type Client = EventStoreDBClient;

type Streams = InstanceType<typeof streamServices.StreamsClient>;
export type BatchAppendCall = ReturnType<Streams['batchAppend']>;
/** What the client keeps to itself: its own calls are made of it, and so is ours. */
type Inside = {
  readonly GRPCStreamCreator: <Made>(grpc: unknown, name: string, make: (grpc: Streams) => Made) => () => Promise<Made>;
  readonly callArguments: (options: object, call: object) => Parameters<Streams['batchAppend']>;
  readonly handleError: (client: unknown, error: Error) => Promise<void>;
};
const inside = (client: Client): Inside => client as unknown as Inside;

/** A client for a connection string. Throws, without showing the string, when it cannot be read. */
export function openClient(connectionString: string): Client {
  const client = parsed(checkedConnectionString(connectionString));
  const { handleError } = inside(client);
  // Left to itself it ends the process: its promise rejects, unheard, when no node of a cluster can be found.
  Reflect.set(client, 'handleError', async (grpc: unknown, error: Error) =>
    handleError(grpc, error).catch(() => undefined),
  );
  return client;
}

/** The library's own error holds the string, password included. */
function parsed(connectionString: string): Client {
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch {
    throw new Error('the connection string of the event store, or a certificate it names, cannot be read');
  }
}

export async function openBatchAppend(client: Client): Promise<BatchAppendCall> {
  const { GRPCStreamCreator: creator, callArguments } = inside(client);
  const forLeader = { requiresLeader: true };
  return creator(streamServices.StreamsClient, 'append', (grpc) =>
    grpc.batchAppend(...callArguments(forLeader, { deadline: Infinity })),
  )();
}

/** gRPC statuses after which nobody knows what has happened, or nothing has: the same may be asked again. */
const OUTAGES: ReadonlyMap<number | undefined, string> = new Map([
  [1, 'cancelled'],
  [2, 'unknown'],
  [4, 'deadline exceeded'],
  [8, 'exhausted'],
  [10, 'timed out'],
  [13, 'broken off'],
  [14, 'unavailable'],
]);
const CONNECTION_LOST = /^Failed to discover|shut ?down|closed|write after end/i;

/** Whatever the client threw: `Unavailable` for an outage, else as it is. Names the kind of failure, and no address. */
export function toFailure(thrown: unknown): Error {
  const error = asError(thrown);
  if (error instanceof Unavailable) return error;
  const failure = convertToCommandError(error) ?? error;
  if (!isCommandError(failure)) return CONNECTION_LOST.test(failure.message) ? outage('not reachable') : failure;
  if (failure instanceof NotLeaderError) return outage('not the leader');
  // A handler that threw on the server will throw again.
  if (failure.message.includes('thrown by handler')) return failure;
  const kind = OUTAGES.get(failure.code);
  return kind === undefined ? failure : outage(kind);
}

export const outage = (kind: string): Unavailable => new Unavailable(`the event store cannot answer: ${kind}`);

export async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toFailure(error);
  }
}
