import type {
  Activity,
  WorkItemComment,
} from '@callboard/plugin-callboard-common';

/** An entry of a thread: a comment, or a change. */
export type ThreadEntry =
  | { kind: 'comment'; comment: WorkItemComment }
  | { kind: 'change'; activity: Activity };

/** The loaded part of a list, newest first. */
interface LoadedPart<Item> {
  items: readonly Item[];
  hasMore: boolean;
}

/** The part of a thread that is loaded without gaps. */
export interface Thread {
  /** Oldest first. */
  entries: ThreadEntry[];
  /** The lists that contain earlier entries. */
  listsWithMore: Array<ThreadEntry['kind']>;
}

const getCreatedAt = (entry: ThreadEntry) =>
  entry.kind === 'comment'
    ? entry.comment.created_at
    : entry.activity.created_at;

/**
 * Merges comments and changes in order of time. Both lists load from the newest on: entries older
 * than the end of one list wait until that list has loaded more; otherwise the thread would have
 * gaps.
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
  const horizon = ends.reduce(
    (latest, { time }) => (time > latest ? time : latest),
    '',
  );
  const entries: ThreadEntry[] = [
    ...changes.items.map(activity => ({ kind: 'change' as const, activity })),
    ...comments.items.map(comment => ({ kind: 'comment' as const, comment })),
  ];
  return {
    entries: entries
      .filter(entry => getCreatedAt(entry) >= horizon)
      .reverse()
      .sort((one, other) => {
        const [first, second] = [getCreatedAt(one), getCreatedAt(other)];
        return Number(first > second) - Number(first < second);
      }),
    listsWithMore: ends
      .filter(({ time }) => time === horizon)
      .map(({ kind }) => kind),
  };
}
