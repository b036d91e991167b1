import type {
  Activity,
  WorkItemComment,
} from '@callboard/plugin-callboard-common';

/** One entry of a thread: what somebody said, or what changed. */
export type ThreadEntry =
  | { kind: 'comment'; comment: WorkItemComment }
  | { kind: 'change'; activity: Activity };

/** The loaded part of a list, newest first. */
interface LoadedPart<Item> {
  items: readonly Item[];
  hasMore: boolean;
}

/** A thread as far as it is known without gaps. */
export interface Thread {
  /** Oldest first. */
  entries: ThreadEntry[];
  /** Which lists hold what comes before. */
  earlierIn: Array<ThreadEntry['kind']>;
}

const timeOf = (entry: ThreadEntry) =>
  entry.kind === 'comment'
    ? entry.comment.created_at
    : entry.activity.created_at;

/**
 * Puts comments and changes into one order of time. Both lists are loaded from the
 * newest on: what is older than the end of one of them waits until that is loaded
 * further, or the thread would have gaps.
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
      .filter(entry => timeOf(entry) >= horizon)
      .reverse()
      .sort((one, other) => {
        const [first, second] = [timeOf(one), timeOf(other)];
        return Number(first > second) - Number(first < second);
      }),
    earlierIn: ends
      .filter(({ time }) => time === horizon)
      .map(({ kind }) => kind),
  };
}
