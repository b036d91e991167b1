import { useState } from 'react';

/** A text that is not saved yet, and the version of the item it was begun on. */
export interface TextDraft {
  text: string;
  version: number;
}

const keyOf = (itemId: string) => `callboard-work-description-${itemId}`;

function readDraft(itemId: string): TextDraft | undefined {
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(itemId)) ?? 'null');
    return typeof draft?.text === 'string' && Number.isInteger(draft.version)
      ? { text: draft.text, version: draft.version }
      : undefined;
  } catch {
    return undefined;
  }
}

function writeDraft(itemId: string, draft: TextDraft | undefined): void {
  try {
    if (draft) {
      localStorage.setItem(keyOf(itemId), JSON.stringify(draft));
    } else {
      localStorage.removeItem(keyOf(itemId));
    }
  } catch {
    // Full or forbidden: it is still kept as long as the item is open.
  }
}

/**
 * What somebody has written about an item and not saved. It outlives the page:
 * this browser keeps it until it is saved or thrown away.
 */
export function useStoredDraft(
  itemId: string,
): [TextDraft | undefined, (draft: TextDraft | undefined) => void] {
  const [draft, setDraft] = useState(() => readDraft(itemId));
  return [
    draft,
    next => {
      writeDraft(itemId, next);
      setDraft(next);
    },
  ];
}
