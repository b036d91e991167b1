import { StoredData } from '../database/StoredData';

/**
 * Work that waits or is under way. Payloads hold ids: of whom they are about,
 * the tables of the features tell.
 */
export const queueData: StoredData = {
  domain: 'queue',
  tables: ['jobs', 'job_groups'],
  personal: [],
  impersonal: {},
};
