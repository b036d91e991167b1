import { StoredData } from '../../database/StoredData';
import { derivedTables } from './rollups/rollups';

/** The log, what was counted of it, and what clients may send twice. */
export const activityData: StoredData = {
  domain: 'activity',
  tables: [
    'activity_client_events',
    'activity_readers',
    'activity',
    ...derivedTables,
  ],
  // It says how far the log was counted, and that it was when there is no row.
  preservedTables: ['activity_rollup_mark'],
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
    // What others did to somebody: to their record, or to their membership.
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
    // What others did that names somebody, such as giving them an item.
    {
      table: 'activity',
      identifiedBy: [
        { column: 'changes', path: '$[*].old_value', holds: 'user_ref' },
        { column: 'changes', path: '$[*].old_value[*]', holds: 'user_ref' },
        { column: 'changes', path: '$[*].new_value', holds: 'user_ref' },
        { column: 'changes', path: '$[*].new_value[*]', holds: 'user_ref' },
      ],
      columns: [],
      // What they were called then, among what others were.
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
    // Labels of what is about them, and their names.
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
  impersonal: {},
};
