import { useMemo } from 'react';

/** The current ids of widgets that were removed and recreated. */
export interface Successors {
  /** Records the new id of a recreated widget. */
  add: (removed: string, restored: string) => void;
  /** The current id of a widget. */
  of: (id: string) => string;
}

/** Tracks widgets that were recreated while the page is open. */
export function useSuccessors(): Successors {
  return useMemo(() => {
    const known = new Map<string, string>();
    const of = (id: string): string => {
      const next = known.get(id);
      return next === undefined ? id : of(next);
    };
    return { add: (removed, restored) => known.set(removed, restored), of };
  }, []);
}
