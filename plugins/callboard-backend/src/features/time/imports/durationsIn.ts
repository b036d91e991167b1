import { DurationColumn, WorklogFileFormat } from './WorklogFileFormat';

/** The columns of a file that durations are in, the best first. */
export function durationsIn(
  { durations }: Pick<WorklogFileFormat, 'durations'>,
  columns: ReadonlySet<string>,
): DurationColumn[] {
  return durations.filter(
    ({ column, requires = column }) =>
      columns.has(column) && columns.has(requires),
  );
}
