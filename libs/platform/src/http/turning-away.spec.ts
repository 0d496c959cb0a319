import { jest } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { TurningAway } from './turning-away.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

type Somebody = FastifyRequest & { raw: { destroyed: boolean } };
const somebody = (): Somebody => ({ raw: { destroyed: false } }) as Somebody;

/** So many in turn, and who was told of them. */
function crowdOf(count: number) {
  const turningAway = new TurningAway();
  const people = Array.from({ length: count }, somebody);
  const told: number[] = [];
  for (const [nth, person] of people.entries()) turningAway.inTurn(person, () => told.push(nth));
  return { turningAway, people, told };
}

describe('a crowd', () => {
  it('is told to come again in the order in which it came, so many a moment', () => {
    const { told, people, turningAway } = crowdOf(50);
    expect(told).toEqual([]);
    jest.advanceTimersByTime(10);
    expect(told).toEqual(Array.from({ length: 20 }, (_, nth) => nth));
    expect([people[0], people[30]].map((one) => one && turningAway.has(one))).toEqual([true, false]);
    jest.advanceTimersByTime(20);
    expect(told).toHaveLength(50);
    jest.advanceTimersByTime(1_000);
    expect(told).toHaveLength(50);
  });

  it('waits for nobody who has left', () => {
    const { told, people } = crowdOf(60);
    for (const person of people.slice(0, 40)) person.raw.destroyed = true;
    jest.advanceTimersByTime(10);
    expect(told).toEqual(Array.from({ length: 20 }, (_, nth) => nth + 40));
  });

  it('beyond all measure is told at once', () => {
    const { told } = crowdOf(10_002);
    expect(told).toEqual([10_000, 10_001]);
  });
});
