import { StoredData } from '../../database/StoredData';

/** For how long rows of the log are kept. */
export const retentionData: StoredData = {
  domain: 'retention',
  tables: ['retention_rules'],
  personal: [],
  impersonal: {},
};
