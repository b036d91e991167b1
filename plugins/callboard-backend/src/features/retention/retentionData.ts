import { FeatureTables } from '../../database/FeatureTables';

/** The retention rules of the log. */
export const retentionData: FeatureTables = {
  domain: 'retention',
  tables: ['retention_rules'],
  personal: [],
  nonPersonalColumns: {},
};
