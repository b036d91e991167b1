import { WorklogImportColumns } from '@callboard/plugin-callboard-common';
import { compact, uniq } from 'lodash';
import { throwIfInvalid } from '../../../http/errors';
import { toColumnName } from '../../../imports/TableBuilder';
import { WorklogFileFormat } from './worklogFileFormats';

/** The mapped columns by field, named as in an `ImportTable`. */
export type MappedColumns = ReadonlyMap<keyof WorklogImportColumns, string>;

/** Converts the column names of a mapping to the names that an `ImportTable` uses. */
export function toMappedColumns(columns: WorklogImportColumns): MappedColumns {
  const entries = Object.entries(columns) as Array<
    [keyof WorklogImportColumns, string]
  >;
  return new Map(
    entries.map(([field, header]) => [field, toColumnName(header)]),
  );
}

/** The usual column names in tables that no known tool has exported, in order of preference. */
const usualColumns: Readonly<
  Record<keyof WorklogImportColumns, readonly string[]>
> = {
  date: ['date', 'day', 'start_date'],
  started_at: ['started_at', 'start', 'start_time', 'from'],
  ended_at: ['ended_at', 'end', 'end_time', 'to'],
  minutes: ['minutes', 'duration_minutes'],
  hours: ['hours'],
  person: ['email', 'user_email', 'person', 'user', 'user_name', 'member'],
  project: ['project'],
  task: ['task'],
  work_item: ['work_item', 'issue_key'],
  description: ['description', 'notes'],
  is_billable: ['is_billable', 'billable'],
  activity_type: ['activity_type', 'activity'],
};

/**
 * Maps the columns that have usual names. If a file has both `hours` and `minutes`, maps neither:
 * the two can be parts of one duration, or each can be the whole duration, so a user has to map
 * them.
 */
export function recogniseColumns(columns: readonly string[]): MappedColumns {
  const entries = Object.entries(usualColumns) as Array<
    [keyof WorklogImportColumns, readonly string[]]
  >;
  const isAmbiguous = ['hours', 'minutes'].every(name =>
    columns.includes(name),
  );
  return new Map(
    entries.flatMap(([field, names]) => {
      if (isAmbiguous && (field === 'hours' || field === 'minutes')) {
        return [];
      }
      const column = names.find(name => columns.includes(name));
      return column === undefined ? [] : [[field, column]];
    }),
  );
}

/** @throws InvalidRequestError for a mapped column that a file does not have */
export function requireMappedColumns(
  mapped: MappedColumns,
  columns: readonly string[],
): void {
  const missing = [...mapped].filter(([, column]) => !columns.includes(column));
  throwIfInvalid(
    missing.map(([field, column]) => ({
      field: `body.mapping.columns.${field}`,
      reason: `the file has no column ${column}`,
    })),
  );
}

export function mapColumns(
  format: WorklogFileFormat,
  mapped: MappedColumns,
): WorklogFileFormat {
  const listColumns = (field: keyof WorklogImportColumns) => {
    const column = mapped.get(field);
    return column === undefined ? undefined : [column];
  };
  const person = listColumns('person');
  const work_item = listColumns('work_item');
  const task = listColumns('task') ?? format.task;
  const description = mapped.get('description') ?? format.description;
  const durations = (['minutes', 'hours'] as const).flatMap(unit =>
    (listColumns(unit) ?? []).map(column => ({ column, unit })),
  );
  const billable = mapped.get('is_billable');
  return {
    ...format,
    ...(person && {
      person: { email: person, username: person, name: person },
      nameParts: undefined,
    }),
    work_item: work_item ? undefined : format.work_item,
    identifierColumns:
      work_item ??
      uniq(
        compact([...task, description, ...(format.identifierColumns ?? [])]),
      ),
    project: listColumns('project') ?? format.project,
    task,
    description,
    durations: durations.length > 0 ? durations : format.durations,
    // The column of the start usually contains the date as well.
    logged_at:
      mapped.get('date') ?? format.logged_at ?? mapped.get('started_at'),
    started_at: mapped.get('started_at') ?? format.started_at,
    ended_at: mapped.get('ended_at'),
    is_billable: billable
      ? { column: billable, kind: 'flag' }
      : format.is_billable,
    activity_type: mapped.get('activity_type') ?? format.activity_type,
  };
}
