import { WorklogFileFormat } from '../WorklogFileFormat';

/** The prefix that Kimai adds to a text that it takes for a formula. */
const guarded = /^' (?=[=\-@+]|.*dde)/is;

/**
 * The export of Kimai with its English column names, as CSV or XLSX.
 *
 * Source: github.com/kimai/kimai, `src/Export/DefaultTemplate.php`, `ColumnConverter.php`,
 * `Base/*Renderer.php` and `Package/CellFormatter` of 2.66.0. Since 2.36.0 durations are `0:06` in
 * CSV and time spans in XLSX, or decimal hours for users who prefer these, as for all users since
 * 2.27.0. Before, CSV had seconds and a column `Exported`. `Billable` is 1 or blank in CSV; before
 * 2.27.0 it was Yes or No. Only XLSX has totals in its last row.
 */
export const kimaiFormat: WorklogFileFormat = {
  name: 'kimai',
  title: 'Kimai',
  signature: ['date', 'duration', 'project', 'activity'],
  // Before 2.37.0 `User` was the display name.
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
