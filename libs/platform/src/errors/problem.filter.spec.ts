import { describe, expect, it } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemFilter } from './problem.filter.js';
import { problemTitles } from './titles.js';

const request = { headers: {}, routeOptions: { url: '/api/kettles' } } as unknown as FastifyRequest;
/** An answer that has begun; `raw` as Node leaves it when the reader closed the page, or while it still listens. */
const begun = (raw: { destroyed: boolean; writableFinished: boolean }): FastifyReply =>
  ({ sent: true, raw }) as unknown as FastifyReply;

function logged(reply: FastifyReply): readonly string[] {
  const log: string[] = [];
  const filter = new ProblemFilter(problemTitles, { error: (_fields, message) => void log.push(message) });
  filter.answer(new Error('Premature close'), request, reply);
  return log;
}

describe('a fault after the answer has begun', () => {
  it('is nobody’s when whoever asked has left', () => {
    expect(logged(begun({ destroyed: true, writableFinished: false }))).toEqual([]);
  });

  it('is logged while they still listen, and when all had reached them', () => {
    expect(logged(begun({ destroyed: false, writableFinished: false }))).toEqual(['fault']);
    expect(logged(begun({ destroyed: true, writableFinished: true }))).toEqual(['fault']);
  });
});
