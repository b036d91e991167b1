import { FeatureTables } from '../database/FeatureTables';

/** The marks of seeders. */
export const seedingData: FeatureTables = {
  domain: 'seeding',
  tables: ['seeds'],
  personal: [],
  nonPersonalColumns: { seeds: ['name'] },
};
