import { Unavailable } from '@pcrm/event-sourcing';
import mongoose from 'mongoose';

const { mongo } = mongoose;

/** The server cannot be reached, or the client was closed. */
const AWAY = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoOperationTimeoutError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoClientClosedError,
  mongo.MongoServerClosedError,
  mongo.MongoWriteConcernError,
];

/** Codes of a server that is starting, stopping, without a primary, out of time or out of resources. */
const PASSING = new Set([
  6, 7, 24, 43, 50, 64, 89, 91, 112, 133, 134, 175, 189, 202, 216, 237, 262, 317, 318, 384, 9001, 10058, 10107, 11600,
  11602, 13388, 13435, 13436, 14031, 292,
]);

/** A name or a claim is taken already. */
export const isDuplicate = (error: unknown): boolean => codeOf(error) === 11000;

/** A passing failure of MongoDB as `Unavailable`; anything else as it is. */
export function asFailure(error: unknown): unknown {
  if (!isPassing(error)) return error;
  return new Unavailable(`MongoDB cannot answer now: ${(error as Error).message}`, { cause: error });
}

/** Does it, and says so when MongoDB is away. */
export async function answering<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asFailure(error);
  }
}

function isPassing(error: unknown): boolean {
  if (AWAY.some((kind) => error instanceof kind)) return true;
  // No free connection in time; the driver does not export this one.
  if (Error.isError(error) && error.name === 'MongoWaitQueueTimeoutError') return true;
  if (!(error instanceof mongo.MongoServerError)) return false;
  return PASSING.has(codeOf(error) ?? 0) || error.hasErrorLabel('RetryableWriteError');
}

const codeOf = (error: unknown): number | undefined =>
  Error.isError(error) && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
