import { FeatureTables } from '../../database/FeatureTables';

/** The names of channels. */
export const liveData: FeatureTables = {
  domain: 'live',
  tables: ['live_channels'],
  personal: [
    {
      table: 'live_channels',
      identifiedBy: [{ column: 'scope', holds: 'user_ref' }],
      columns: ['name', 'former_name'],
      secrets: ['name', 'former_name'],
      erasure: 'row',
    },
  ],
  nonPersonalColumns: {},
};
