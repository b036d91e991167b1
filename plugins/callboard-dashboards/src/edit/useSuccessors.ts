import { useMemo } from 'react';

/** The ids that widgets have which were removed and made again. */
export interface Successors {
  /** Remembers under which id a widget was made again. */
  add: (removed: string, restored: string) => void;
  /** The id that a widget has by now. */
  of: (id: string) => string;
}

/** Remembers, while the page is open, which widgets were made again. */
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
