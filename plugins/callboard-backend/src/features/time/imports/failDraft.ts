import { DraftField, WorklogFile } from './WorklogFile';

/** Records an error for a row under the file's own column name. */
export function failDraft(
  { report, columns }: Pick<WorklogFile, 'report' | 'columns'>,
  row: number,
  field: DraftField,
  reason: string,
): void {
  const column = columns[field];
  const named = `${field.replaceAll('_', ' ')}: ${reason}`;
  report.fail(row, column, column === null ? named : reason);
}
