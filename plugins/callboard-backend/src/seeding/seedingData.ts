import { StoredData } from '../database/StoredData';

/** Which seeders ran. */
export const seedingData: StoredData = {
  domain: 'seeding',
  tables: ['seeds'],
  personal: [],
  impersonal: { seeds: ['name'] },
};
