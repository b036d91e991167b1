import { findDurationColumns } from './findDurationColumns';
import { DraftField } from './WorklogFile';
import { WorklogFileFormat } from './WorklogFileFormat';

/** The file's column of each draft field; null for none. */
export function findFieldColumns(
  format: WorklogFileFormat,
  columns: ReadonlySet<string>,
): Record<DraftField, string | null> {
  const { person, work_item, mentions = [] } = format;
  const findFirstColumn = (names: ReadonlyArray<string | undefined>) =>
    names.find(name => name !== undefined && columns.has(name)) ?? null;
  return {
    logged_by: findFirstColumn(
      [person.user_ref, person.email, person.username, person.name].flat(),
    ),
    work_item: findFirstColumn([work_item, ...mentions]),
    duration_minutes: findFirstColumn(
      findDurationColumns(format, columns).map(({ column }) => column),
    ),
    description: findFirstColumn([format.description]),
    logged_at: findFirstColumn([format.logged_at]),
    activity_type: findFirstColumn([format.activity_type]),
  };
}
