import {
  type Activity,
  type WorkItemComment,
  uuid,
} from '@callboard/plugin-callboard-common';
import { useEffect, useState } from 'react';

export type ThreadEntry =
  | { kind: 'comment'; comment: WorkItemComment }
  | { kind: 'change'; activity: Activity };

interface LoadedPart<Item> {
  items: readonly Item[];
  hasMore: boolean;
}

/** The part of a thread that is loaded without gaps. */
export interface Thread {
  entries: ThreadEntry[];
  /** The lists whose next page contains the next earlier entries. Empty if both are complete. */
  listsToLoad: Array<ThreadEntry['kind']>;
}

const getCreatedAt = (entry: ThreadEntry) =>
  entry.kind === 'comment'
    ? entry.comment.created_at
    : entry.activity.created_at;

/**
 * Merges comments and changes in chronological order. Both lists load their newest entries first.
 * Omits entries that are older than the loaded part of either list, so that the thread has no gaps.
 */
export function mergeThread(
  comments: LoadedPart<WorkItemComment>,
  changes: LoadedPart<Activity>,
): Thread {
  const ends = [
    { kind: 'comment' as const, ...comments },
    { kind: 'change' as const, ...changes },
  ].flatMap(({ kind, items, hasMore }) =>
    hasMore && items.length > 0
      ? [{ kind, time: items[items.length - 1].created_at }]
      : [],
  );
  const completeSince = ends.reduce(
    (latest, { time }) => (time > latest ? time : latest),
    '',
  );
  const entries: ThreadEntry[] = [
    ...changes.items.map(activity => ({ kind: 'change' as const, activity })),
    ...comments.items.map(comment => ({ kind: 'comment' as const, comment })),
  ];
  return {
    entries: entries
      .filter(entry => getCreatedAt(entry) >= completeSince)
      // Both lists are newest first. The sort is stable, so reversing them first puts entries with
      // equal times in order.
      .reverse()
      .sort((a, b) => {
        const [first, second] = [getCreatedAt(a), getCreatedAt(b)];
        return Number(first > second) - Number(first < second);
      }),
    listsToLoad: ends
      .filter(({ time }) => time === completeSince)
      .map(({ kind }) => kind),
  };
}

const MAX_PAGES = 10;

/**
 * The reason why a linked comment is not shown: the comment was deleted, does not exist, or is
 * older than the pages loaded to find it.
 */
export type LinkProblem = 'deleted' | 'missing' | 'farther';

const findComment = ({ entries }: Thread, id: string) =>
  entries.flatMap(entry =>
    entry.kind === 'comment' && entry.comment.id === id ? entry.comment : [],
  )[0];

/**
 * Loads up to `MAX_PAGES` more pages of a thread, until it contains the comment that the URL names.
 *
 * @param id - the id in the URL; may be any text
 * @returns why the comment is not shown; undefined if it is shown, still loading, or could not be
 *   loaded
 */
export function useLinkedComment(
  id: string | undefined,
  thread: {
    data: Thread | undefined;
    isLoadingMore: boolean;
    hasLoadMoreFailed: boolean;
    loadEarlier: () => void;
  },
): LinkProblem | undefined {
  const { data, isLoadingMore, hasLoadMoreFailed, loadEarlier } = thread;
  const [search, setSearch] = useState<{
    id: string | undefined;
    pages: number;
    /** The last thread that was searched without finding the comment. */
    thread?: Thread;
  }>({ id, pages: 0 });
  const pages = search.id === id ? search.pages : 0;
  const comment = id && data ? findComment(data, id) : undefined;
  const isMissing = Boolean(id && data && !comment);
  const hasEarlier = isMissing && data?.listsToLoad.length !== 0;
  const isWellFormed = uuid.safeParse(id).success;
  const isBlocked = isLoadingMore || hasLoadMoreFailed;
  const mayLoad = hasEarlier && isWellFormed && !isBlocked && pages < MAX_PAGES;
  const shouldLoad = mayLoad && (search.id !== id || search.thread !== data);
  useEffect(() => {
    if (shouldLoad) {
      setSearch({ id, pages: pages + 1, thread: data });
      loadEarlier();
    }
  }, [shouldLoad, id, pages, data, loadEarlier]);
  if (!isMissing) {
    return comment?.deleted_at ? 'deleted' : undefined;
  }
  if (!isWellFormed || !hasEarlier) {
    return 'missing';
  }
  return mayLoad || isBlocked ? undefined : 'farther';
}
