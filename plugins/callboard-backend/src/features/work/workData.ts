import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { declareUserRows, FeatureTables } from '../../database/FeatureTables';

const nameColumns = ['name', 'sort_name'];

export const workData: FeatureTables = {
  domain: 'work',
  personal: [
    {
      table: 'work_items',
      identifiedBy: [{ column: 'created_by', holds: 'user_ref' }],
      columns: [],
      erasure: {},
    },
    {
      table: 'work_item_assignees',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['work_item_id'],
      erasure: {},
    },
    {
      table: 'work_source_accounts',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['source', 'account_key', 'name'],
      erasure: 'row',
      names: [['name']],
    },
    {
      table: 'work_modules',
      identifiedBy: [{ column: 'lead_ref', holds: 'user_ref' }],
      columns: [],
      erasure: {},
    },
    {
      table: 'work_item_comments',
      identifiedBy: [{ column: 'author_ref', holds: 'user_ref' }],
      columns: ['author_name', 'body'],
      erasure: { author_name: ERASED_NAME, body: ERASED_NAME },
      names: [['author_name']],
    },
    {
      table: 'work_item_comments',
      identifiedBy: [{ column: 'deleted_by', holds: 'user_ref' }],
      columns: [],
      erasure: {},
    },
    {
      table: 'work_item_comment_mentions',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['comment_id'],
      erasure: {},
    },
    declareUserRows('work_import_mappings', ['kind', 'name'], 'value'),
  ],
  nonPersonalColumns: {
    work_items: ['search_text'],
    work_modules: nameColumns,
    work_cycles: nameColumns,
    work_labels: nameColumns,
    work_states: nameColumns,
    work_source_cursors: ['name', 'value'],
    work_source_projects: ['entity_ref', 'name'],
    work_source_states: nameColumns,
  },
};

export const dueReminderData: FeatureTables = {
  domain: 'reminders',
  personal: [
    {
      table: 'work_reminders',
      identifiedBy: [{ column: 'after_ref', holds: 'user_ref' }],
      columns: [],
      erasure: {},
    },
  ],
};
