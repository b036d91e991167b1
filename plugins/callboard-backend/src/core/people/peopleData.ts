import { FeatureTables } from '../../database/FeatureTables';

/** The names, email addresses and pictures of people. */
export const peopleData: FeatureTables = {
  domain: 'people',
  tables: ['people'],
  personal: [
    {
      table: 'people',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['display_name', 'search_text', 'email', 'picture'],
      erasure: 'row',
      names: [['display_name'], ['search_text']],
      emails: ['email'],
    },
  ],
  nonPersonalColumns: {},
};
