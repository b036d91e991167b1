import { FeatureTables } from '../../database/FeatureTables';
import { derivedTables } from './rollups/rollups';

/** The log, its counts, and the ids that deduplicate client events. */
export const activityData: FeatureTables = {
  domain: 'activity',
  tables: [
    'activity_client_events',
    'activity_readers',
    'activity',
    ...derivedTables,
  ],
  // Holds the watermark of counting, whose row must always exist.
  preservedTables: ['activity_rollup_watermark'],
  tablesOfLog: ['activity', ...derivedTables],
  personal: [
    {
      table: 'activity',
      identifiedBy: [{ column: 'user_id', holds: 'user_ref' }],
      columns: [
        'user_name',
        'user_email',
        'action',
        'entity_type',
        'entity_id',
        'entity_label',
        'search_text',
        'created_at',
        'ip',
        'request_id',
      ],
      jsonPaths: { metadata: ['$'], changes: ['$'] },
      erasure: 'with the log',
      names: [['user_name']],
      emails: ['user_email'],
    },
    // Actions of others on a person's record or membership.
    {
      table: 'activity',
      identifiedBy: [
        { column: 'entity_id', holds: 'staff.id' },
        { column: 'entity_id', holds: 'memberships.id' },
      ],
      columns: ['entity_label', 'search_text'],
      jsonPaths: {
        changes: ['$[*].old_value', '$[*].new_value'],
        metadata: ['$'],
      },
      erasure: 'with the log',
    },
    // Actions of others that refer to a person, such as an assignment.
    {
      table: 'activity',
      identifiedBy: [
        { column: 'changes', path: '$[*].old_value', holds: 'user_ref' },
        { column: 'changes', path: '$[*].old_value[*]', holds: 'user_ref' },
        { column: 'changes', path: '$[*].new_value', holds: 'user_ref' },
        { column: 'changes', path: '$[*].new_value[*]', holds: 'user_ref' },
      ],
      columns: [],
      // The person's name at that time, among other names.
      jsonPaths: { metadata: ['$.names'] },
      erasure: 'with the log',
    },
    {
      table: 'activity_readers',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['activity_id'],
      erasure: 'row',
    },
    {
      table: 'activity_client_events',
      identifiedBy: [{ column: 'user_id', holds: 'user_ref' }],
      columns: ['client_event_id', 'activity_id'],
      erasure: 'row',
    },
    {
      table: 'activity_people',
      identifiedBy: [{ column: 'user_id', holds: 'user_ref' }],
      columns: ['user_name'],
      erasure: 'with the log',
    },
    // Labels of entities about a person, and the person's names.
    {
      table: 'activity_texts',
      identifiedBy: [
        { column: 'about_id', holds: 'user_ref' },
        { column: 'about_id', holds: 'staff.id' },
        { column: 'about_id', holds: 'memberships.id' },
      ],
      columns: ['text', 'workspace_id', 'first_day', 'last_day'],
      erasure: 'with the log',
    },
    ...['activity_person_days', 'activity_shared_person_days'].map(table => ({
      table,
      identifiedBy: [{ column: 'user_id', holds: 'user_ref' as const }],
      columns: ['action', 'entity_type', 'day', 'workspace_id', 'count'],
      erasure: 'with the log' as const,
    })),
  ],
  nonPersonalColumns: {},
};
