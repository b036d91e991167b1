import { ImportMarks } from './ImportMarks';
import { ChangedPage, PagePosition } from './IssuesApi';

/** One kind of things in a repository, read in the order in which they change. */
export interface Reading {
  /** What its position is remembered by. */
  name: string;
  /** Reads a page; undefined when nothing changed since its ETag. */
  page(position: PagePosition): Promise<ChangedPage | undefined>;
  /**
   * Takes what is on a page.
   *
   * @returns false when it may all be taken later: then it is read again next time
   */
  take(page: ChangedPage): Promise<boolean>;
}

/**
 * Reads what changed since the last time to its end. Each page begins at the time
 * the one before ended with: pages by number would shift, and leave things out,
 * as things change while they are read.
 *
 * @returns false when a page was not taken
 */
export async function readChanges(
  { name, page: read, take }: Reading,
  marks: ImportMarks,
  signal: AbortSignal,
): Promise<boolean> {
  let position = { ...(await marks.positionIn(name)), page: 1 };
  for (;;) {
    const page = await read(position);
    if (!page) {
      return true;
    }
    if (!(await take(page))) {
      return false;
    }
    if (page.isLast) {
      // The same request next time: its ETag tells whether anything changed.
      const etag = position.page === 1 ? page.etag : null;
      await marks.reach(name, { since: position.since, etag });
      return true;
    }
    position = next(position, page);
    await marks.reach(name, position);
    signal.throwIfAborted();
  }
}

/** Where the page after another begins. */
function next({ since, page }: PagePosition, { items }: ChangedPage) {
  const { updated_at } = items[items.length - 1] as { updated_at: string };
  return since === null || updated_at > since
    ? { since: updated_at, etag: null, page: 1 }
    : // A hundred and more changed in one second.
      { since, etag: null, page: page + 1 };
}
