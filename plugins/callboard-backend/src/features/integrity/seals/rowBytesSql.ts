/** SQL for about how many bytes a row of `activity` has: all that can be long. */
export const rowBytesSql =
  'COALESCE(length(CAST(metadata AS text)), 0) + length(CAST(changes AS text))';
