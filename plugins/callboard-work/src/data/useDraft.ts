import { useCallback, useState } from 'react';
import { useWorkProject } from './WorkProject';

interface TextDraft {
  text: string;
  version: number;
}

export function isTextDraft(value: unknown): value is TextDraft {
  const draft = value as Partial<TextDraft> | null | undefined;
  return typeof draft?.text === 'string' && Number.isInteger(draft.version);
}

function readDraft(key: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function storeDraft(key: string, draft: unknown): void {
  try {
    if (draft === undefined) {
      window.localStorage.removeItem(key);
    } else {
      window.localStorage.setItem(key, JSON.stringify(draft));
    }
  } catch {
    // The browser's storage is full or blocked: the draft is lost when the field unmounts.
  }
}

/**
 * Input that the user has not saved yet. The browser stores the draft until the caller sets it to
 * undefined, so the draft survives leaving the page.
 *
 * @param name - a name unique among all drafts; must not change
 * @param isDraft - whether a stored value is a draft of the expected type
 */
export function useDraft<Draft>(
  name: string,
  isDraft: (stored: unknown) => stored is Draft,
): [Draft | undefined, (draft: Draft | undefined) => void] {
  const { me } = useWorkProject();
  const key = `callboard-work.draft.${me.user_ref}.${name}`;
  const [draft, setDraft] = useState(() => {
    const stored = readDraft(key);
    return isDraft(stored) ? stored : undefined;
  });
  const change = useCallback(
    (next: Draft | undefined) => {
      storeDraft(key, next);
      setDraft(next);
    },
    [key],
  );
  return [draft, change];
}
