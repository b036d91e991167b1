import { useCallback, useState } from 'react';
import { useWorkProject } from './useWorkProject';

function readKept(key: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function keep(key: string, draft: unknown): void {
  try {
    if (draft === undefined) {
      window.localStorage.removeItem(key);
    } else {
      window.localStorage.setItem(key, JSON.stringify(draft));
    }
  } catch {
    // Full or forbidden: the draft still lives as long as its field.
  }
}

/**
 * What the reader has written and not saved yet. It outlives the page: this browser
 * keeps it for them until it is saved or discarded.
 *
 * @param name - what the draft is of, unique among all drafts; must not change
 * @param isDraft - whether what the browser has kept is such a draft
 */
export function useDraft<Draft>(
  name: string,
  isDraft: (kept: unknown) => kept is Draft,
): [Draft | undefined, (draft: Draft | undefined) => void] {
  const { me } = useWorkProject();
  const key = `callboard-work.draft.${me.user_ref}.${name}`;
  const [draft, setDraft] = useState(() => {
    const kept = readKept(key);
    return isDraft(kept) ? kept : undefined;
  });
  const change = useCallback(
    (next: Draft | undefined) => {
      keep(key, next);
      setDraft(next);
    },
    [key],
  );
  return [draft, change];
}
