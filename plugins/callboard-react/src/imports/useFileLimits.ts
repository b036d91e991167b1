import { formatBytes } from '../text/formatBytes';
import { useMemo } from 'react';
import { IMPORT_EXTENSIONS } from './findFileProblem';
import type { ImportKind } from './ImportKind';

const MEBIBYTE = 1024 * 1024;
const MEGABYTE = 1_000_000;

/**
 * The accepted file types and the maximum size, formatted for people: a limit of 10 MiB is shown as
 * "10 MB".
 */
export function useFileLimits(kind: ImportKind): {
  types: string;
  size: string;
} {
  return useMemo(
    () => ({
      types: IMPORT_EXTENSIONS.map(extension =>
        extension.slice(1).toUpperCase(),
      ).join(', '),
      size: formatBytes(
        ((kind.endpoint.upload?.maxBytes ?? 0) / MEBIBYTE) * MEGABYTE,
      ),
    }),
    [kind],
  );
}
