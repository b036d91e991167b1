import { StoredData } from '../database/StoredData';

/** Waiting and running jobs. Payloads have only ids, whose people are in the tables of the features. */
export const queueData: StoredData = {
  domain: 'queue',
  tables: ['jobs', 'job_groups'],
  personal: [],
  impersonal: {},
};
