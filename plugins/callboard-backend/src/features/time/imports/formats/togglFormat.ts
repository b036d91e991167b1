import { WorklogFileFormat } from '../WorklogFileFormat';

/**
 * The detailed report of Toggl Track as CSV.
 *
 * Until 2024 its columns were those that support.toggl.com lists under "Editing and uploading a CSV
 * file": User, Email, Client, Project, Task, Description, Billable, Start date, Start time, End
 * date, End time, Duration, Tags and Amount; the files with which solidtime 0.17.0 tests its import
 * have the same (`resources/testfiles/toggl_time_entries_import_test_*.csv`). Reports since then
 * have Member, Stop date and Stop time, user-selected columns, and `-` for nothing, as public
 * readers of them show. The user's profile sets the format of durations: `1:30:00` (improved),
 * `47:06 min` (classic) or `0.79 h` (decimal).
 */
export const togglFormat: WorklogFileFormat = {
  name: 'toggl',
  title: 'Toggl Track',
  signature: ['start_date', 'start_time', 'duration'],
  person: { email: ['email'], name: ['user', 'member'] },
  mentions: ['task', 'description', 'tags', 'project'],
  durations: [{ column: 'duration', unit: 'hours' }],
  logged_at: 'start_date',
  started_at: 'start_time',
  description: 'description',
  is_billable: { column: 'billable', kind: 'flag' },
  restated: ['end_date', 'end_time', 'stop_date', 'stop_time'],
  restore: cell => (cell === '-' ? '' : cell),
};
