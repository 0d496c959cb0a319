import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import type { AppendResp, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Refused } from './refusals.js';
import type { Answer, Expected } from './stream-log.js';

export function toAppendResp(answer: Answer, expected: Expected): AppendResp {
  const response = new streamsPb.AppendResp();
  if (answer.kind === 'written') {
    const success = new streamsPb.AppendResp.Success();
    success.setCurrentRevision(String(answer.revision));
    if (answer.again) success.setNoPosition(new sharedPb.Empty());
    else {
      const position = new streamsPb.AppendResp.Position();
      position.setCommitPosition(String(answer.position));
      position.setPreparePosition(String(answer.position));
      success.setPosition(position);
    }
    return response.setSuccess(success);
  }
  const wrong = new streamsPb.AppendResp.WrongExpectedVersion();
  if (answer.current < 0) wrong.setCurrentNoStream(new sharedPb.Empty());
  else wrong.setCurrentRevision(String(answer.current));
  if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new sharedPb.Empty());
  else wrong.setExpectedStreamExists(new sharedPb.Empty());
  return response.setWrongExpectedVersion(wrong);
}

export function toBatchResp(
  answer: Answer,
  request: BatchAppendReq,
  { options, expected }: { readonly options: BatchAppendReq.Options; readonly expected: Expected },
): BatchAppendResp {
  if (answer.kind === 'written') {
    const success = new streamsPb.BatchAppendResp.Success();
    success.setCurrentRevision(String(answer.revision));
    if (answer.again) success.setNoPosition(new emptyPb.Empty());
    else {
      const position = new sharedPb.AllStreamPosition();
      position.setCommitPosition(String(answer.position));
      position.setPreparePosition(String(answer.position));
      success.setPosition(position);
    }
    return addressed(request, options).setSuccess(success);
  }
  const wrong = new sharedPb.WrongExpectedVersion();
  if (answer.current < 0) wrong.setCurrentNoStream(new emptyPb.Empty());
  else wrong.setCurrentStreamRevision(String(answer.current));
  if (typeof expected === 'number') wrong.setExpectedStreamPosition(String(expected));
  else wrong.setExpectedNoStream(new emptyPb.Empty());
  return failed(request, options, [wrong.serializeBinary(), 'WrongExpectedVersion']);
}

function failed(
  request: BatchAppendReq,
  options: BatchAppendReq.Options,
  [bytes, name]: readonly [Uint8Array, string],
): BatchAppendResp {
  const details = new anyPb.Any();
  details.pack(bytes, `event_store.client.${name}`);
  const error = new statusPb.Status();
  error.setDetails(details);
  error.setMessage(name);
  return addressed(request, options).setError(error);
}

function addressed(request: BatchAppendReq, options: BatchAppendReq.Options): BatchAppendResp {
  const response = new streamsPb.BatchAppendResp();
  response.setCorrelationId(request.getCorrelationId());
  response.setStreamIdentifier(options.getStreamIdentifier());
  return response;
}

/** What makes one append impossible fails that append, and leaves the stream of appends to the others. */
export function refusedBatch(
  refused: Refused,
  request: BatchAppendReq,
  { options, maxAppendSize }: { readonly options: BatchAppendReq.Options; readonly maxAppendSize: number },
): BatchAppendResp {
  if (refused.metadata.get('exception')[0] === 'maximum-append-size-exceeded') {
    const tooLarge = new sharedPb.MaximumAppendSizeExceeded();
    tooLarge.setMaxappendsize(maxAppendSize);
    return failed(request, options, [tooLarge.serializeBinary(), 'MaximumAppendSizeExceeded']);
  }
  const bad = new sharedPb.BadRequest();
  bad.setMessage(refused.details);
  return failed(request, options, [bad.serializeBinary(), 'BadRequest']);
}
