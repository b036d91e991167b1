import { useCallback, useState } from 'react';

const keyOf = (name: string) => `callboard.draft.${name}`;

function read(name: string): string | null {
  try {
    return window.sessionStorage.getItem(keyOf(name));
  } catch {
    return null;
  }
}

function write(name: string, text: string): void {
  try {
    if (text) {
      window.sessionStorage.setItem(keyOf(name), text);
    } else {
      window.sessionStorage.removeItem(keyOf(name));
    }
  } catch {
    // Browsers may forbid it, or have no room: the text is still on the page.
  }
}

/**
 * A text that this browser tab keeps until it is emptied, also when what shows it
 * is closed.
 *
 * @param name - what it is kept under; must not change
 * @param initial - the text where none is kept
 */
export function useDraft(
  name: string,
  initial = '',
): [string, (text: string) => void] {
  const [text, setText] = useState(() => read(name) ?? initial);
  const change = useCallback(
    (next: string) => {
      setText(next);
      write(name, next);
    },
    [name],
  );
  return [text, change];
}
