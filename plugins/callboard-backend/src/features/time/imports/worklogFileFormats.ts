import { DateOrder, WorklogFormat } from '@callboard/plugin-callboard-common';
import { DraftPerson } from '../../../core/people/matchPeople';
import { DurationUnit } from './worklogCells';

/** The names of alternative columns. In each row, the first column that is not blank counts. */
type Columns = readonly string[];

interface DurationColumn {
  column: string;
  /** The unit of a duration that is a plain number. */
  unit: DurationUnit;
  /** If set, the duration column counts only in files that also have this column. */
  requires?: string;
}

/** Maps the columns of a tool's files to the fields of a worklog. */
export interface WorklogFileFormat {
  name: WorklogFormat;
  title: string;
  /**
   * The columns that identify the tool: every file of the tool has all of them, and no other file
   * does.
   */
  signature: readonly string[];
  person: Partial<Record<keyof DraftPerson, Columns>>;
  /** The columns that together contain the display name, if no single column does. */
  nameParts?: Columns;
  /** The column that contains only the identifier of the work item. */
  work_item?: string;
  /**
   * The columns to search for identifiers if the format has no `work_item`, the most likely first.
   */
  identifierColumns?: Columns;
  /** The columns that name the project and the task, for rows without an identifier. */
  project: Columns;
  task: Columns;
  durations: readonly DurationColumn[];
  /** The column with a date, with or without a time of day. */
  logged_at?: string;
  /** The order of day and month in dates such as `01/02/2026`. If unset, such dates are invalid. */
  dateOrder?: DateOrder;
  /**
   * The column with a time of day, with or without a date; can be the date column. A time without a
   * UTC offset is in the time zone of the importing user.
   */
  started_at?: string;
  /**
   * The column with the end, in files without durations. A time of day before the start is on the
   * next day.
   */
  ended_at?: string;
  /** Whether a start at midnight means that the start is unknown. */
  midnightMeansUnknown?: boolean;
  description?: string;
  /** The column contains a flag, or an amount that is above zero for billable time. */
  is_billable?: {
    column: string;
    kind: 'flag' | 'amount';
    /** The value of a blank cell; unknown by default. */
    blank?: boolean;
  };
  activity_type?: string;
  /** The column with the id of the exported worklog. */
  entry_id?: string;
  /** Columns that repeat the values of other columns, and are ignored. */
  ignoredColumns?: Columns;
  /** Whether the last row can contain totals. */
  hasTotals?: boolean;
  /** Removes the escaping that the tool adds to a cell. */
  unescapeCell?: (cell: string) => string;
}

/** The prefix that Kimai adds to a text that looks like a formula. */
const formulaGuard = /^' (?=[=\-@+]|.*dde)/is;

/**
 * The export of Kimai with its English column names, as CSV or XLSX.
 *
 * Source: github.com/kimai/kimai, `src/Export/DefaultTemplate.php`, `ColumnConverter.php`,
 * `Base/*Renderer.php` and `Package/CellFormatter` of 2.66.0. Only XLSX has totals in its last row.
 * The values depend on the version:
 *
 * - Before 2.27.0: CSV has a column `Exported`, durations in seconds, and `Billable` is Yes or No
 * - Since 2.27.0: durations are decimal hours, and `Billable` is 1 or blank in CSV
 * - Since 2.36.0: durations are `0:06` in CSV and time spans in XLSX, or decimal hours for users
 *   with that preference
 */
const kimaiFormat: WorklogFileFormat = {
  name: 'kimai',
  title: 'Kimai',
  signature: ['date', 'duration', 'project', 'activity'],
  // Before 2.37.0 `User` was the display name.
  person: { email: ['e_mail'], username: ['user'], name: ['name', 'user'] },
  identifierColumns: [
    'description',
    'tags',
    'activity',
    'project',
    'project_number',
  ],
  project: ['project'],
  task: ['activity'],
  durations: [
    { column: 'duration', unit: 'seconds', requires: 'exported' },
    { column: 'duration', unit: 'hours' },
  ],
  logged_at: 'date',
  started_at: 'from',
  description: 'description',
  is_billable: { column: 'billable', kind: 'flag', blank: false },
  activity_type: 'activity',
  ignoredColumns: ['to'],
  hasTotals: true,
  unescapeCell: cell => cell.replace(formulaGuard, ''),
};

/**
 * The detailed report of Toggl Track as CSV.
 *
 * Until 2024 its columns were those that support.toggl.com lists under "Editing and uploading a CSV
 * file": User, Email, Client, Project, Task, Description, Billable, Start date, Start time, End
 * date, End time, Duration, Tags and Amount. The test files of solidtime 0.17.0 have the same
 * columns (`resources/testfiles/toggl_time_entries_import_test_*.csv`). According to public
 * parsers, later reports have the columns Member, Stop date and Stop time, omit columns that the
 * user did not select, and show `-` for an empty cell. The user's profile sets the format of
 * durations: `1:30:00` (improved), `47:06 min` (classic) or `0.79 h` (decimal).
 */
const togglFormat: WorklogFileFormat = {
  name: 'toggl',
  title: 'Toggl Track',
  signature: ['start_date', 'start_time', 'duration'],
  person: { email: ['email'], name: ['user', 'member'] },
  identifierColumns: ['task', 'description', 'tags', 'project'],
  project: ['project'],
  task: ['task'],
  durations: [{ column: 'duration', unit: 'hours' }],
  logged_at: 'start_date',
  started_at: 'start_time',
  description: 'description',
  is_billable: { column: 'billable', kind: 'flag' },
  ignoredColumns: ['end_date', 'end_time', 'stop_date', 'stop_time'],
  unescapeCell: cell => (cell === '-' ? '' : cell),
};

/**
 * The list of worklogs that Tempo Timesheets exports from Jira, as XLSX or CSV.
 *
 * Tempo does not document the columns. The source for Jira Server is an export in
 * github.com/mmarekpohl/timesheet (edddb78, `src/test/resources/in/in.csv`). In this export,
 * `Work date` is `2016-8-1 14:33`, and the time is `00:00` if unknown. The source for Jira Cloud,
 * which has `User Account ID` instead of `Username`, is a parser of its exports,
 * github.com/nishadcptn/TcomAngular (472fe84,
 * `src/app/delivery-report/delivery-report.component.ts`). The columns of Jira's own fields come
 * last. Two of them can have the same name.
 */
const tempoFormat: WorklogFileFormat = {
  name: 'tempo',
  title: 'Tempo',
  signature: ['issue_key', 'work_date', 'hours'],
  person: { username: ['username'], name: ['full_name'] },
  work_item: 'issue_key',
  project: ['project_name', 'project_key'],
  task: ['issue_summary', 'issue_key'],
  durations: [{ column: 'hours', unit: 'hours' }],
  logged_at: 'work_date',
  started_at: 'work_date',
  midnightMeansUnknown: true,
  description: 'work_description',
  is_billable: { column: 'billed_hours', kind: 'amount' },
  activity_type: 'activity_name',
};

/**
 * The detailed report of solidtime, as CSV or XLSX.
 *
 * Source: github.com/solidtime-io/solidtime,
 * `app/Service/ReportExport/TimeEntriesDetailedCsvExport.php` and `TimeEntriesDetailedExport.php`
 * of 0.17.0. In CSV `Duration` is `1:30:00`; in XLSX the organisation chooses one of `1,50 h`, `1h
 * 30m`, `1:30` and `1:30:00`. `Duration (decimal)` is in hours, unrounded. Starts are in the
 * exporting user's time zone.
 */
const solidtimeFormat: WorklogFileFormat = {
  name: 'solidtime',
  title: 'solidtime',
  signature: ['start', 'end', 'duration', 'user'],
  person: { name: ['user'] },
  identifierColumns: ['task', 'description', 'tags', 'project'],
  project: ['project'],
  task: ['task'],
  durations: [
    { column: 'duration_(decimal)', unit: 'hours' },
    { column: 'duration', unit: 'hours' },
  ],
  logged_at: 'start',
  started_at: 'start',
  description: 'description',
  is_billable: { column: 'billable', kind: 'flag' },
  ignoredColumns: ['end'],
};

const callboardFormat: WorklogFileFormat = {
  name: 'callboard',
  title: 'Callboard',
  signature: ['date', 'work_item', 'minutes'],
  person: { user_ref: ['person'], name: ['person_name'] },
  work_item: 'work_item',
  project: ['project'],
  task: ['title', 'work_item'],
  durations: [{ column: 'minutes', unit: 'minutes' }],
  logged_at: 'date',
  started_at: 'started_at',
  description: 'description',
  is_billable: { column: 'is_billable', kind: 'flag' },
  activity_type: 'activity_type',
  entry_id: 'entry_id',
  ignoredColumns: ['hours'],
};

/**
 * The detailed report of Clockify, as CSV or XLSX.
 *
 * The columns are from clockify.me/help/reports/exporting-reports. Files of several years in public
 * repositories have the same columns. The workspace's settings decide the format of dates
 * (`2026-05-22`, `22/05/2026`, `05/22/2026`, `22.05.2026`) and of times (`13:00`, `01:00:00 PM`).
 * `Duration (decimal)` is rounded to hundredths of an hour. The last row can contain totals. A
 * workspace can call its tasks activities; the column is then `Activity`.
 */
const clockifyFormat: WorklogFileFormat = {
  name: 'clockify',
  title: 'Clockify',
  signature: ['start_date', 'start_time', 'duration_(h)'],
  person: { email: ['email'], name: ['user'] },
  identifierColumns: ['task', 'activity', 'description', 'tags', 'project'],
  project: ['project'],
  task: ['task', 'activity'],
  durations: [
    { column: 'duration_(h)', unit: 'hours' },
    { column: 'duration_(decimal)', unit: 'hours' },
  ],
  logged_at: 'start_date',
  started_at: 'start_time',
  description: 'description',
  is_billable: { column: 'billable', kind: 'flag' },
  ignoredColumns: ['end_date', 'end_time'],
  hasTotals: true,
};

/**
 * The detailed time report of Harvest, as CSV or XLSX.
 *
 * Its columns are those that support.getharvest.com lists under "Detailed time and detailed expense
 * reports"; the columns after `Employee?` depend on the permissions of the exporting user. `Hours`
 * is decimal, or `1:30` in accounts with that preference. The external reference is the URL of an
 * issue in Jira, Asana or another tool from which the timer was started.
 */
const harvestFormat: WorklogFileFormat = {
  name: 'harvest',
  title: 'Harvest',
  signature: ['date', 'project', 'task', 'hours', 'first_name', 'last_name'],
  person: {},
  nameParts: ['first_name', 'last_name'],
  identifierColumns: [
    'external_reference_url',
    'notes',
    'task',
    'project',
    'project_code',
  ],
  project: ['project'],
  task: ['task'],
  durations: [{ column: 'hours', unit: 'hours' }],
  logged_at: 'date',
  description: 'notes',
  is_billable: { column: 'billable?', kind: 'flag' },
  ignoredColumns: ['hours_rounded'],
};

/** The supported worklog file formats. */
export const worklogFileFormats: readonly WorklogFileFormat[] = [
  callboardFormat,
  tempoFormat,
  kimaiFormat,
  togglFormat,
  solidtimeFormat,
  clockifyFormat,
  harvestFormat,
];

export const emptyFormat: WorklogFileFormat = {
  name: 'other',
  title: 'other',
  signature: [],
  person: {},
  identifierColumns: [],
  project: [],
  task: [],
  durations: [],
};

/** Finds the duration columns of a file, in order of preference. */
export function findDurationColumns(
  { durations }: Pick<WorklogFileFormat, 'durations'>,
  columns: ReadonlySet<string>,
): DurationColumn[] {
  return durations.filter(
    ({ column, requires = column }) =>
      columns.has(column) && columns.has(requires),
  );
}
