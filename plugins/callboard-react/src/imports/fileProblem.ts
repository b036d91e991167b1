import type { ImportKind } from './ImportKind';

/** The names of files that can be imported end in one of these. */
export const IMPORT_EXTENSIONS = ['.csv', '.xlsx', '.txt'];

/** What can be said against a file before it is sent. */
export function fileProblem(
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
