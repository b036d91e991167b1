import { findDurationColumns } from './findDurationColumns';
import { DraftField } from './WorklogFile';
import { WorklogFileFormat } from './WorklogFileFormat';

/** The file's column of each draft field; null for none. */
export function fieldColumns(
  format: WorklogFileFormat,
  columns: ReadonlySet<string>,
): Record<DraftField, string | null> {
  const { person, work_item, mentions = [] } = format;
  const first = (names: ReadonlyArray<string | undefined>) =>
    names.find(name => name !== undefined && columns.has(name)) ?? null;
  return {
    logged_by: first(
      [person.user_ref, person.email, person.username, person.name].flat(),
    ),
    work_item: first([work_item, ...mentions]),
    duration_minutes: first(
      findDurationColumns(format, columns).map(({ column }) => column),
    ),
    description: first([format.description]),
    logged_at: first([format.logged_at]),
    activity_type: first([format.activity_type]),
  };
}
