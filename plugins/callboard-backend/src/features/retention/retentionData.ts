import { StoredData } from '../../database/StoredData';

/** The retention rules of the log. */
export const retentionData: StoredData = {
  domain: 'retention',
  tables: ['retention_rules'],
  personal: [],
  impersonal: {},
};
