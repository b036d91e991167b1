import { FeatureTables } from '../../database/FeatureTables';

/** The tables of seals and verifications. */
export const integrityData: FeatureTables = {
  domain: 'integrity',
  tables: [
    'activity_verifications',
    'activity_amendments',
    'activity_sealed_rows',
    'activity_seals',
    'activity_seal_watermark',
  ],
  tablesOfLog: [
    'activity_amendments',
    'activity_sealed_rows',
    'activity_seals',
  ],
  personal: [
    {
      table: 'activity_verifications',
      identifiedBy: [{ column: 'started_by', holds: 'user_ref' }],
      columns: ['started_at'],
      erasure: {},
    },
  ],
  nonPersonalColumns: {},
};
