import { ImportResult } from '@callboard/plugin-callboard-common';

/**
 * What an import's preview says of each row: its outcome, what changes, and why
 * it failed.
 */
export function outcomesOf({ result }: { result: ImportResult }): string[] {
  return result.preview!.map(({ row, outcome, changed }) =>
    [
      outcome,
      ...changed,
      ...result.errors
        .filter(error => error.row === row)
        .map(({ field, reason }) => `${field}: ${reason}`),
    ].join(' | '),
  );
}
