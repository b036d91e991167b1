import { uuid } from '@callboard/plugin-callboard-common';
import { useEffect, useState } from 'react';
import type { Thread } from './mergeThread';

/** Further back than that, nobody waits for it. */
const MOST_PAGES = 10;

/**
 * What became of the comment that the address names: it is deleted, not there,
 * or not among what was loaded to find it.
 */
export type LinkProblem = 'deleted' | 'missing' | 'farther';

const commentIn = ({ entries }: Thread, id: string) =>
  entries.flatMap(entry =>
    entry.kind === 'comment' && entry.comment.id === id ? entry.comment : [],
  )[0];

/**
 * Loads more of a thread until the comment is there that the address names.
 *
 * @param id - as the address has it, which people can change
 * @returns why it is not shown; undefined while it is, or is looked for
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
    /** What it was not in. */
    thread?: Thread;
  }>({ id, pages: 0 });
  const pages = search.id === id ? search.pages : 0;
  const comment = id && data ? commentIn(data, id) : undefined;
  const isMissing = Boolean(id && data && !comment);
  const hasEarlier = isMissing && data?.earlierIn.length !== 0;
  const isId = uuid.safeParse(id).success;
  const isWaiting = isLoadingMore || hasMoreFailed;
  const mayLoad = hasEarlier && isId && !isWaiting && pages < MOST_PAGES;
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
