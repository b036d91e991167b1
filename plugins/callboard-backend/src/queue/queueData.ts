import { FeatureTables } from '../database/FeatureTables';

/** Waiting and running jobs. Payloads have only ids, whose people are in the tables of the features. */
export const queueData: FeatureTables = {
  domain: 'queue',
  tables: ['jobs', 'fifo_group_wakeups'],
  personal: [],
  nonPersonalColumns: {},
};
