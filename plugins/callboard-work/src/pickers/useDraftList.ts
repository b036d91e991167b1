import { useState } from 'react';

/** Clears all values. */
export const NOTHING = '';

/** Returns a list of values that is changed one by one and saved at once. */
export function useDraftList(values: readonly string[]): {
  draft: readonly string[];
  toggle: (value: string) => void;
  isChanged: boolean;
} {
  const [draft, setDraft] = useState(values);
  // Several items may share no value, and the user may want to clear all.
  const [isCleared, setCleared] = useState(false);
  return {
    draft,
    toggle: value => {
      setCleared(value === NOTHING);
      setDraft(current => {
        if (value === NOTHING) {
          return [];
        }
        return current.includes(value)
          ? current.filter(other => other !== value)
          : [...current, value];
      });
    },
    isChanged:
      isCleared ||
      draft.length !== values.length ||
      draft.some(value => !values.includes(value)),
  };
}
