import { messageLogContract } from '@pcrm/event-sourcing/testing';
import { kafkaOfARun } from '../../test/cluster/kafka-of-a-run.js';
import { withParts } from '../testing/cluster-part.js';

withParts(['kafka'], (kafka = '') => {
  messageLogContract('kafka, one partition,', () => kafkaOfARun(kafka, 1));
  messageLogContract('kafka, six partitions,', () => kafkaOfARun(kafka, 6));
});
