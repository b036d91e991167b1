import { FeatureTables } from '../database/FeatureTables';

/** The key of pseudonyms. It is not personal data, and a reset does not change it. */
export const pseudonymData: FeatureTables = {
  domain: 'pseudonyms',
  tables: [],
  preservedTables: ['pseudonym_key'],
  personal: [],
  nonPersonalColumns: {},
};
