import { WorklogFileFormat } from '../WorklogFileFormat';

/** What Kimai puts in front of a text that it takes for a formula. */
const guarded = /^' (?=[=\-@+]|.*dde)/is;

/**
 * The export of Kimai with its English column names, as CSV or XLSX.
 *
 * From its source, github.com/kimai/kimai: `src/Export/DefaultTemplate.php`,
 * `ColumnConverter.php`, `Base/*Renderer.php` and `Package/CellFormatter` of 2.66.0.
 * Since 2.36.0 durations are `0:06` in CSV and lengths of time in XLSX, or decimal
 * hours for who prefers these, as they were for everybody since 2.27.0. Before, in
 * CSV, they were seconds, and there was a column `Exported`. `Billable` is 1 or blank
 * in CSV; before 2.27.0 it was Yes or No. Only XLSX has sums in its last row.
 */
export const kimaiFormat: WorklogFileFormat = {
  name: 'kimai',
  title: 'Kimai',
  signature: ['date', 'duration', 'project', 'activity'],
  // Before 2.37.0 `User` was the name that people read.
  person: { email: ['e_mail'], username: ['user'], name: ['name', 'user'] },
  mentions: ['description', 'tags', 'activity', 'project', 'project_number'],
  durations: [
    { column: 'duration', unit: 'seconds', requires: 'exported' },
    { column: 'duration', unit: 'hours' },
  ],
  logged_at: 'date',
  started_at: 'from',
  description: 'description',
  is_billable: { column: 'billable', kind: 'flag', blank: false },
  activity_type: 'activity',
  restated: ['to'],
  hasTotals: true,
  restore: cell => cell.replace(guarded, ''),
};
