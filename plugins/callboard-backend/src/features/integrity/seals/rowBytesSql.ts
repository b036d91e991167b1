/** SQL for the approximate size of a row of `activity` in bytes: its long columns. */
export const rowBytesSql =
  'COALESCE(length(CAST(metadata AS text)), 0) + length(CAST(changes AS text))';
