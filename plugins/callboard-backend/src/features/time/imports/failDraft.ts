import { DraftField, WorklogFile } from './WorklogFile';

/** Records an error for a row under the file's own column name. */
export function failDraft(
  { report, columnOf }: Pick<WorklogFile, 'report' | 'columnOf'>,
  row: number,
  field: DraftField,
  reason: string,
): void {
  const column = columnOf[field];
  const named = `${field.replaceAll('_', ' ')}: ${reason}`;
  report.fail(row, column, column === null ? named : reason);
}
