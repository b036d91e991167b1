import type { ImportKind } from './ImportKind';

/** What can be said against a file before it is sent. */
export function fileProblem(
  file: Pick<File, 'name' | 'size'>,
  kind: Pick<ImportKind, 'extensions' | 'endpoint'>,
): 'type' | 'empty' | 'tooLarge' | undefined {
  const name = file.name.toLowerCase();
  if (!kind.extensions.some(extension => name.endsWith(extension))) {
    return 'type';
  }
  if (file.size === 0) {
    return 'empty';
  }
  const limit = kind.endpoint.upload?.maxBytes;
  return limit !== undefined && file.size > limit ? 'tooLarge' : undefined;
}
