import { jest } from '@jest/globals';
import { withParts } from '@pcrm/platform/testing';
import { theStory } from '../../embedded/test/story.js';
import { openClusterBranch } from './cluster-branch.js';

jest.setTimeout(240_000);

/** Every service and the gateway as two processes each. */
withParts(['kafka', 'eventstore', 'mongodb'], (kafka = '', eventstore = '', mongodb = '') => {
  theStory(() => openClusterBranch({ kafka, eventstore, mongodb, instances: 2 }));
});
