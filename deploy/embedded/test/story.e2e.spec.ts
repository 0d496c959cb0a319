import { jest } from '@jest/globals';
import { openBranch } from './branch.js';
import { theStory } from './story.js';

jest.setTimeout(60_000);
theStory(() => openBranch());
