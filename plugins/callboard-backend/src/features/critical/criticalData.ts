import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { FeatureTables } from '../../database/FeatureTables';

/** The tables of critical events and their rules. */
export const criticalData: FeatureTables = {
  domain: 'critical',
  tables: ['critical_events', 'critical_counts', 'critical_rules'],
  // The watermark in the log, so that a reset does not raise deleted events again; and the privacy
  // mode of the last start, which no reset changes.
  preservedTables: ['critical_watermark', 'activity_privacy'],
  personal: [
    {
      table: 'critical_events',
      identifiedBy: [{ column: 'actor_ref', holds: 'user_ref' }],
      columns: ['actor_name'],
      erasure: { actor_name: ERASED_NAME },
      names: [['actor_name']],
    },
    {
      table: 'critical_events',
      identifiedBy: [
        { column: 'entity_id', holds: 'user_ref' },
        { column: 'entity_id', holds: 'staff.id' },
        { column: 'entity_id', holds: 'memberships.id' },
      ],
      columns: ['entity_label'],
      erasure: { entity_label: ERASED_NAME },
    },
    {
      table: 'critical_events',
      identifiedBy: [{ column: 'acknowledged_by', holds: 'user_ref' }],
      columns: ['acknowledged_at'],
      erasure: {},
    },
    {
      table: 'critical_counts',
      identifiedBy: [{ column: 'actor_ref', holds: 'user_ref' }],
      columns: ['rule_id', 'workspace_id', 'moments', 'last_at'],
      erasure: 'row',
    },
  ],
  nonPersonalColumns: {},
};
