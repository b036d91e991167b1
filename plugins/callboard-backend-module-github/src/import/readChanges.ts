import { SyncProblem } from '@callboard/plugin-callboard-node';
import type { LRUCache } from 'lru-cache';
import { ImportCursors, ListName } from './ImportCursors';
import { ChangedPage, IssuesApi, PagePosition } from './IssuesApi';

/**
 * The external ids of recently stored issues, by their URL. GitHub's list of comments has the URLs
 * of issues but not their ids; this cache saves fetching each issue.
 */
export type KnownIssues = LRUCache<string, string>;

export interface RepositoryRun {
  full_name: string;
  entity_ref: string;
  signal: AbortSignal;
  cursors: ImportCursors;
  /** Reports that an issue or a comment could not be imported. */
  report(problem: SyncProblem): void;
  /**
   * Makes the project secret if the repository is private. Queries GitHub only once. Must be called
   * before storing anything.
   */
  makeSecretIfPrivate(): Promise<void>;
}

/**
 * Reads all changes since the last run. Each page begins at the time of the last entry on the page
 * before it. With page numbers alone, entries that change during the run would shift the pages, and
 * the import would miss entries.
 *
 * @param storePage - returns false if the project rejects changes for now: the next run then reads
 *   the page again
 * @returns false if `storePage` returned false
 */
export async function readChanges(
  api: IssuesApi,
  { full_name, cursors, signal }: RepositoryRun,
  list: ListName,
  storePage: (page: ChangedPage) => Promise<boolean>,
): Promise<boolean> {
  let position = { ...cursors.getPosition(list), page: 1 };
  for (;;) {
    const page = await api.listChanges(list, full_name, position, signal);
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
