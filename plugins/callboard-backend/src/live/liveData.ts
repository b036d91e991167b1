import { StoredData } from '../database/StoredData';

/** The names of channels. */
export const liveData: StoredData = {
  tables: ['live_channels'],
  personal: [
    {
      table: 'live_channels',
      identifiedBy: [{ column: 'scope', holds: 'user_ref' }],
      columns: ['name', 'former_name'],
    },
  ],
  impersonal: {},
};
