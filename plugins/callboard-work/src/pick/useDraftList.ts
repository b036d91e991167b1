import { useState } from 'react';

/** Takes all values away. */
export const NOTHING = '';

/** A list of values that is changed one by one and taken over all at once. */
export function useDraftList(values: readonly string[]): {
  draft: readonly string[];
  toggle: (value: string) => void;
  isChanged: boolean;
} {
  const [draft, setDraft] = useState(values);
  // Of several items, none may be shared, and none of them wanted.
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
