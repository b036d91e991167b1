import { WorklogFileFormat } from '../WorklogFileFormat';

/** The format of Callboard's export. */
export const callboardFormat: WorklogFileFormat = {
  name: 'callboard',
  title: 'Callboard',
  signature: ['date', 'work_item', 'minutes'],
  person: { user_ref: ['person'], name: ['person_name'] },
  work_item: 'work_item',
  durations: [{ column: 'minutes', unit: 'minutes' }],
  logged_at: 'date',
  started_at: 'started_at',
  description: 'description',
  is_billable: { column: 'is_billable', kind: 'flag' },
  activity_type: 'activity_type',
  entry_id: 'entry_id',
  restated: ['project', 'title', 'hours'],
};
