import { StoredData } from '../database/StoredData';

/** Which seeders ran. */
export const seedingData: StoredData = {
  tables: ['seeds'],
  personal: [],
  impersonal: { seeds: ['name'] },
};
