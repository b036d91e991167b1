import type { ImportKind } from './ImportKind';

/** The extensions of files that can be imported. */
export const IMPORT_EXTENSIONS = ['.csv', '.xlsx', '.txt'];

/** Validates a file before upload. */
export function findFileProblem(
  file: Pick<File, 'name' | 'size'>,
  kind: Pick<ImportKind, 'endpoint'>,
): 'type' | 'empty' | 'tooLarge' | undefined {
  const name = file.name.toLowerCase();
  if (!IMPORT_EXTENSIONS.some(extension => name.endsWith(extension))) {
    return 'type';
  }
  if (file.size === 0) {
    return 'empty';
  }
  const limit = kind.endpoint.upload?.maxBytes;
  return limit !== undefined && file.size > limit ? 'tooLarge' : undefined;
}
