import { StoredData } from '../../database/StoredData';

/** What people are called. */
export const peopleData: StoredData = {
  tables: ['people'],
  personal: [
    {
      table: 'people',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['display_name', 'search_text', 'email', 'picture'],
    },
  ],
  impersonal: {},
};
