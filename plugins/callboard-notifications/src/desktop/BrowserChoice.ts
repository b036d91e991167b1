import { useCallback, useSyncExternalStore } from 'react';

const KEY = 'callboard.notifications.browser';

/** How this browser tells of what is new. */
export interface BrowserChoice {
  notifications: boolean;
  sound: boolean;
}

const nothing: BrowserChoice = { notifications: false, sound: false };
const listeners = new Set<() => void>();

// A text is the same as long as nothing of it changes.
const stored = () => window.localStorage.getItem(KEY) ?? '';

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab has changed it.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function read(text: string): BrowserChoice {
  try {
    const { notifications, sound } = JSON.parse(text);
    return { notifications: notifications === true, sound: sound === true };
  } catch {
    return nothing;
  }
}

/**
 * How this browser tells of what is new: not at all, unless the person has said
 * so. It is kept in the browser, since what a person allows, they allow there.
 */
export function useBrowserChoice(): [
  BrowserChoice,
  (patch: Partial<BrowserChoice>) => void,
] {
  const choice = read(useSyncExternalStore(subscribe, stored));
  const change = useCallback((patch: Partial<BrowserChoice>) => {
    window.localStorage.setItem(
      KEY,
      JSON.stringify({ ...read(stored()), ...patch }),
    );
    listeners.forEach(listener => listener());
  }, []);
  return [choice, change];
}
