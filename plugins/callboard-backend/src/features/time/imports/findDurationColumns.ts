import { DurationColumn, WorklogFileFormat } from './WorklogFileFormat';

/** The duration columns of a file, the best first. */
export function findDurationColumns(
  { durations }: Pick<WorklogFileFormat, 'durations'>,
  columns: ReadonlySet<string>,
): DurationColumn[] {
  return durations.filter(
    ({ column, requires = column }) =>
      columns.has(column) && columns.has(requires),
  );
}
