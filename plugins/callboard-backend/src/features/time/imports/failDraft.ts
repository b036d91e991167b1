import { DraftField, WorklogFile } from './WorklogFile';

/** Says by the columns of a file why one of its rows cannot be taken. */
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
