import { ImportCursors, ListName } from './ImportCursors';
import { ChangedPage, PagePosition } from './IssuesApi';

/** How to read the issues or comments of a repository in the order of their changes. */
export interface Reading {
  list: ListName;
  /** Reads a page; undefined if nothing has changed since the position's ETag. */
  readPage(position: PagePosition): Promise<ChangedPage | undefined>;
  /**
   * Stores a page.
   *
   * @returns false if the page should be read again next time, because the project rejects changes
   * for now
   */
  storePage(page: ChangedPage): Promise<boolean>;
}

/**
 * Reads all changes since the last run. Each page begins at the time at which the previous one
 * ended. Page numbers would shift when entries change during the run, and the import would miss
 * some.
 *
 * @returns false if `storePage` returned false
 */
export async function readChanges(
  { list, readPage, storePage }: Reading,
  cursors: ImportCursors,
  signal: AbortSignal,
): Promise<boolean> {
  let position = { ...cursors.getPosition(list), page: 1 };
  for (;;) {
    const page = await readPage(position);
    if (!page) {
      return true;
    }
    if (!(await storePage(page))) {
      return false;
    }
    if (page.isLast) {
      // The next run repeats this request. Its ETag shows whether anything has changed.
      const etag = position.page === 1 ? page.etag : null;
      const last = { since: position.since, etag };
      await cursors.store(list, last, page.items.length);
      return true;
    }
    position = getNextPagePosition(position, page);
    await cursors.store(list, position, page.items.length);
    signal.throwIfAborted();
  }
}

/** The start of the next page. */
function getNextPagePosition(
  { since, page }: PagePosition,
  { items }: ChangedPage,
) {
  const { updated_at } = items[items.length - 1] as { updated_at: string };
  return since === null || updated_at > since
    ? { since: updated_at, etag: null, page: 1 }
    : // The whole page changed in the same second.
      { since, etag: null, page: page + 1 };
}
