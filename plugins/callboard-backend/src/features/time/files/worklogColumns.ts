import { CellValue, Column } from '../../../exports';
import { WorklogRow } from '../worklogs/WorklogRow';

/** The columns of a worklog export; the import reads the same columns. */
export const worklogColumns = [
  { header: 'date', kind: 'date' },
  { header: 'person', kind: 'text', width: 28 },
  { header: 'person_name', kind: 'text', width: 24 },
  { header: 'project', kind: 'text', width: 12 },
  { header: 'work_item', kind: 'text', width: 12 },
  { header: 'title', kind: 'text', width: 40 },
  { header: 'minutes', kind: 'number' },
  { header: 'hours', kind: 'number' },
  { header: 'description', kind: 'text', width: 48 },
  { header: 'started_at', kind: 'text', width: 26 },
  { header: 'is_billable', kind: 'text' },
  { header: 'activity_type', kind: 'text', width: 16 },
  { header: 'entry_id', kind: 'text', width: 38 },
] as const satisfies readonly Column[];

/** The name of a column of a worklog export. */
export type WorklogColumn = (typeof worklogColumns)[number]['header'];

/** A worklog as the cells of an export. */
export function toWorklogCells(
  row: WorklogRow,
): Record<WorklogColumn, CellValue> {
  return {
    date: row.logged_at,
    person: row.logged_by,
    person_name: row.logged_by_name,
    project: row.identifier.slice(0, row.identifier.lastIndexOf('-')),
    work_item: row.identifier,
    title: row.title,
    minutes: row.duration_minutes,
    hours: Math.round((row.duration_minutes / 60) * 100) / 100,
    description: row.description,
    started_at: row.started_at,
    is_billable: row.is_billable,
    activity_type: row.activity_type,
    entry_id: row.id,
  };
}
