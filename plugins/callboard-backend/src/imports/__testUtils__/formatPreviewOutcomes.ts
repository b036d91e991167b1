import { ImportResult } from '@callboard/plugin-callboard-common';

/** The outcome of each row in an import's preview, with its changes and errors. */
export function formatPreviewOutcomes({
  result,
}: {
  result: ImportResult;
}): string[] {
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
