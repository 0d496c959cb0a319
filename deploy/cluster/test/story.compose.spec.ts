import { jest } from '@jest/globals';
import { theStory } from '../../embedded/test/story.js';
import { reachedBranch } from './reached-branch.js';

jest.setTimeout(240_000);

const told = (name: string): string => {
  const value = process.env[name] ?? '';
  if (value === '')
    throw new Error(`${name} is missing: deploy/cluster/images/check.sh starts a branch and says where.`);
  return value;
};

/** A branch that runs already, all of it in containers; whoever started it ends it. */
theStory(async () => ({
  ...reachedBranch({
    urlOf: () => told('PCRM_TEST_GATEWAY'),
    secret: new TextEncoder().encode(told('TOKEN_SECRET')),
    clockFile: told('CLOCK_FILE'),
  }),
  [Symbol.asyncDispose]: async () => undefined,
}));
