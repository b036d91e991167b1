import { WorklogFileFormat } from '../WorklogFileFormat';

/**
 * The list of worklogs that Tempo Timesheets exports from Jira, as XLSX or CSV.
 *
 * Its columns are undocumented. Those of Jira Server are from an export in
 * github.com/mmarekpohl/timesheet (edddb78, `src/test/resources/in/in.csv`), whose `Work date` is
 * `2016-8-1 14:33`, with `00:00` for an unknown time. Those of Jira Cloud, with `User Account ID`
 * instead of `Username`, are from a reader of such exports, github.com/nishadcptn/TcomAngular
 * (472fe84, `src/app/delivery-report/delivery-report.component.ts`). Columns of Jira's own fields
 * follow, of which two can have one name.
 */
export const tempoFormat: WorklogFileFormat = {
  name: 'tempo',
  title: 'Tempo',
  signature: ['issue_key', 'work_date', 'hours'],
  person: { username: ['username'], name: ['full_name'] },
  work_item: 'issue_key',
  durations: [{ column: 'hours', unit: 'hours' }],
  logged_at: 'work_date',
  started_at: 'work_date',
  isMidnightUnknown: true,
  description: 'work_description',
  is_billable: { column: 'billed_hours', kind: 'amount' },
  activity_type: 'activity_name',
  restated: ['issue_summary', 'project_key', 'project_name'],
};
