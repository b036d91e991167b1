import type { QueryClient } from '@tanstack/react-query';

/** The signal about an own change arrives within this time, in milliseconds. */
const ECHO = 5_000;

const expected = new WeakMap<QueryClient, Map<string, number[]>>();

/**
 * Tracks the changes of this browser, which need no refetch when the server signals them. Each
 * change expects one signal. A second signal means that another user changed the item, too.
 */
export function trackOwnChanges(queries: QueryClient): {
  note: (id: string) => void;
  /** Expects no signal: the change failed. */
  forget: (id: string) => void;
  /** Whether a signal was expected. */
  takes: (id: string) => boolean;
} {
  const all = expected.get(queries) ?? new Map<string, number[]>();
  expected.set(queries, all);
  const listRecentChanges = (id: string) =>
    (all.get(id) ?? []).filter(at => Date.now() - at < ECHO);
  const take = (id: string) => {
    const [first, ...others] = listRecentChanges(id);
    if (others.length > 0) {
      all.set(id, others);
    } else {
      all.delete(id);
    }
    return first !== undefined;
  };
  return {
    note: id => all.set(id, [...listRecentChanges(id), Date.now()]),
    forget: take,
    takes: take,
  };
}
