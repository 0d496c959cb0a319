import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@pcrm/event-sourcing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemFilter } from './problem.filter.js';
import { problemTitles } from './titles.js';

const request = { headers: {}, routeOptions: { url: '/api/kettles' } } as unknown as FastifyRequest;
/** An answer that has begun; `raw` as Node leaves it when the reader closed the page, or while it still listens. */
const begun = (raw: { destroyed: boolean; writableFinished: boolean }): FastifyReply =>
  ({ sent: true, raw }) as unknown as FastifyReply;

function logged(reply: FastifyReply, error = new Error('Premature close')): readonly string[] {
  const log: string[] = [];
  const hear = (fields: object, message: string): void =>
    void log.push(`${message}: ${(fields as { readonly error: Error }).error.message}`);
  new ProblemFilter(problemTitles, { error: hear }).answer(error, request, reply);
  return log;
}

describe('a fault after the answer has begun', () => {
  it('is nobody’s when whoever asked has left', () => {
    expect(logged(begun({ destroyed: true, writableFinished: false }))).toEqual([]);
  });

  it('is logged while they still listen, and when all had reached them', () => {
    expect(logged(begun({ destroyed: false, writableFinished: false }))).toEqual(['fault: Premature close']);
    expect(logged(begun({ destroyed: true, writableFinished: true }))).toEqual(['fault: Premature close']);
  });
});

describe('a server that cannot be reached', () => {
  it('is named in the log, where whoever asked is told only to come back', () => {
    const away = new Unavailable('MongoDB cannot answer now');
    const stillListens = begun({ destroyed: false, writableFinished: false });
    expect(logged(stillListens, away)).toEqual(['unavailable: MongoDB cannot answer now']);
  });
});
