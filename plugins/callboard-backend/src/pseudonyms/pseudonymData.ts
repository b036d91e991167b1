import { StoredData } from '../database/StoredData';

/** The key of pseudonyms. It is not personal data, and a reset does not change it. */
export const pseudonymData: StoredData = {
  domain: 'pseudonyms',
  tables: [],
  preservedTables: ['pseudonym_key'],
  personal: [],
  impersonal: {},
};
