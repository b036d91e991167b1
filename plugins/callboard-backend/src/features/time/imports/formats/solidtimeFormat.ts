import { WorklogFileFormat } from '../WorklogFileFormat';

/**
 * The detailed report of solidtime, as CSV or XLSX.
 *
 * Source: github.com/solidtime-io/solidtime,
 * `app/Service/ReportExport/TimeEntriesDetailedCsvExport.php` and `TimeEntriesDetailedExport.php`
 * of 0.17.0. In CSV `Duration` is `1:30:00`; in XLSX the organisation chooses one of `1,50 h`, `1h
 * 30m`, `1:30` and `1:30:00`. `Duration (decimal)` is in hours, unrounded. Starts are in the
 * exporting user's zone.
 */
export const solidtimeFormat: WorklogFileFormat = {
  name: 'solidtime',
  title: 'solidtime',
  signature: ['start', 'end', 'duration', 'user'],
  person: { name: ['user'] },
  mentions: ['task', 'description', 'tags', 'project'],
  durations: [
    { column: 'duration_(decimal)', unit: 'hours' },
    { column: 'duration', unit: 'hours' },
  ],
  logged_at: 'start',
  started_at: 'start',
  description: 'description',
  is_billable: { column: 'billable', kind: 'flag' },
  restated: ['end'],
};
