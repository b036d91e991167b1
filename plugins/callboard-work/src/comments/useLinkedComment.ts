import { uuid } from '@callboard/plugin-callboard-common';
import { useEffect, useState } from 'react';
import type { Thread } from './mergeThread';

/** Loading more pages would take longer than people wait. */
const MAX_PAGES = 10;

/**
 * Why a linked comment is not shown: it was deleted, does not exist, or is older than the pages
 * loaded to find it.
 */
export type LinkProblem = 'deleted' | 'missing' | 'farther';

const findComment = ({ entries }: Thread, id: string) =>
  entries.flatMap(entry =>
    entry.kind === 'comment' && entry.comment.id === id ? entry.comment : [],
  )[0];

/**
 * Loads more of a thread until it contains the comment that the URL names.
 *
 * @param id - the id in the URL, which may be anything that people typed
 * @returns why it is not shown; undefined if it is shown or still loading
 */
export function useLinkedComment(
  id: string | undefined,
  thread: {
    data: Thread | undefined;
    isLoadingMore: boolean;
    hasMoreFailed: boolean;
    loadEarlier: () => void;
  },
): LinkProblem | undefined {
  const { data, isLoadingMore, hasMoreFailed, loadEarlier } = thread;
  const [search, setSearch] = useState<{
    id: string | undefined;
    pages: number;
    /** The last thread that was searched without finding the comment. */
    thread?: Thread;
  }>({ id, pages: 0 });
  const pages = search.id === id ? search.pages : 0;
  const comment = id && data ? findComment(data, id) : undefined;
  const isMissing = Boolean(id && data && !comment);
  const hasEarlier = isMissing && data?.listsWithMore.length !== 0;
  const isId = uuid.safeParse(id).success;
  const isWaiting = isLoadingMore || hasMoreFailed;
  const mayLoad = hasEarlier && isId && !isWaiting && pages < MAX_PAGES;
  const isNext = mayLoad && (search.id !== id || search.thread !== data);
  useEffect(() => {
    if (isNext) {
      setSearch({ id, pages: pages + 1, thread: data });
      loadEarlier();
    }
  }, [isNext, id, pages, data, loadEarlier]);
  if (!isMissing) {
    return comment?.deleted_at ? 'deleted' : undefined;
  }
  if (!isId || !hasEarlier) {
    return 'missing';
  }
  return mayLoad || isWaiting ? undefined : 'farther';
}
