import { StoredData } from '../database/StoredData';

/** The marks of seeders. */
export const seedingData: StoredData = {
  domain: 'seeding',
  tables: ['seeds'],
  personal: [],
  impersonal: { seeds: ['name'] },
};
