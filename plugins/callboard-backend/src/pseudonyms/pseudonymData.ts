import { StoredData } from '../database/StoredData';

/** The key of pseudonyms. It tells of nobody, and a reset of the data leaves it. */
export const pseudonymData: StoredData = {
  domain: 'pseudonyms',
  tables: [],
  preservedTables: ['pseudonym_key'],
  personal: [],
  impersonal: {},
};
