import { useMemo } from 'react';

/** The current ids of widgets that were removed and recreated. */
export interface Successors {
  /** Records the new id of a recreated widget. */
  add: (removed: string, restored: string) => void;
  /** The current id of a widget. */
  getCurrentId: (id: string) => string;
}

/** Tracks widgets that were recreated while the page is open. */
export function useSuccessors(): Successors {
  return useMemo(() => {
    const known = new Map<string, string>();
    const getCurrentId = (id: string): string => {
      const next = known.get(id);
      return next === undefined ? id : getCurrentId(next);
    };
    return {
      add: (removed, restored) => known.set(removed, restored),
      getCurrentId,
    };
  }, []);
}
