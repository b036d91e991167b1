import type { QueryClient } from '@tanstack/react-query';

/** A signal about an own change comes within this time. */
const ECHO = 5_000;

const expected = new WeakMap<QueryClient, Map<string, number[]>>();

/**
 * What this browser has just changed itself need not be read again when the
 * server signals the change: one signal for each. A second one means that
 * somebody else has changed it, too.
 */
export function ownChanges(queries: QueryClient): {
  note: (id: string) => void;
  /** No signal will come: it was not changed after all. */
  forget: (id: string) => void;
  /** Whether a signal is the one that was expected. */
  takes: (id: string) => boolean;
} {
  const all = expected.get(queries) ?? new Map<string, number[]>();
  expected.set(queries, all);
  const fresh = (id: string) =>
    (all.get(id) ?? []).filter(at => Date.now() - at < ECHO);
  const take = (id: string) => {
    const [first, ...others] = fresh(id);
    if (others.length > 0) {
      all.set(id, others);
    } else {
      all.delete(id);
    }
    return first !== undefined;
  };
  return {
    note: id => all.set(id, [...fresh(id), Date.now()]),
    forget: take,
    takes: take,
  };
}
