import { randomUUID } from 'node:crypto';
import type { ServerWritableStream } from '@grpc/grpc-js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { Recorded } from './stream-log.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

export function eventRead(recorded: Recorded): ReadResp {
  const event = new streamsPb.ReadResp.ReadEvent.RecordedEvent();
  event.setId(new sharedPb.UUID().setString(recorded.id));
  event.setStreamIdentifier(new sharedPb.StreamIdentifier().setStreamName(Buffer.from(recorded.stream)));
  event.setStreamRevision(String(recorded.revision));
  event.setCommitPosition(String(recorded.position));
  event.setPreparePosition(String(recorded.transaction));
  event.setData(recorded.data);
  event.setCustomMetadata(recorded.metadata);
  event
    .getMetadataMap()
    .set('type', recorded.type)
    .set('content-type', recorded.contentType)
    .set('created', String(recorded.created));
  const read = new streamsPb.ReadResp.ReadEvent();
  read.setEvent(event);
  read.setCommitPosition(String(recorded.position));
  return new streamsPb.ReadResp().setEvent(read);
}

/** What a server answers about a stream that is not there: a response, no failure. */
export function notFound(name: string): ReadResp {
  const missing = new streamsPb.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(new sharedPb.StreamIdentifier().setStreamName(Buffer.from(name)));
  return new streamsPb.ReadResp().setStreamNotFound(missing);
}

export function confirmation(): ReadResp {
  const confirmed = new streamsPb.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(randomUUID());
  return new streamsPb.ReadResp().setConfirmation(confirmed);
}

export const caughtUp = (): ReadResp => new streamsPb.ReadResp().setCaughtUp(new streamsPb.ReadResp.CaughtUp());

export function checkpoint(position: bigint): ReadResp {
  const reached = new streamsPb.ReadResp.Checkpoint();
  reached.setCommitPosition(String(position));
  reached.setPreparePosition(String(position));
  return new streamsPb.ReadResp().setCheckpoint(reached);
}

/** Writes, and waits while the client is slow to take. Answers at once when the call is over. */
export function send(call: ReadCall, response: ReadResp): Promise<void> | undefined {
  if (call.cancelled || call.write(response)) return undefined;
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = (): void => {
    call.off('drain', done);
    call.off('cancelled', done);
    resolve();
  };
  call.on('drain', done);
  call.on('cancelled', done);
  return promise;
}
