import { useCallback, useSyncExternalStore } from 'react';

const KEY = 'callboard.notifications.browser';

/** How this browser announces new notifications. */
export interface BrowserChoice {
  notifications: boolean;
  sound: boolean;
}

const nothing: BrowserChoice = { notifications: false, sound: false };
const listeners = new Set<() => void>();

// Strings compare by value, so an unchanged choice causes no render.
const getSnapshot = () => window.localStorage.getItem(KEY) ?? '';

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
 * Returns how this browser announces new notifications: not at all by default. Stored in the
 * browser, since permissions apply to one browser, too.
 */
export function useBrowserChoice(): [
  BrowserChoice,
  (patch: Partial<BrowserChoice>) => void,
] {
  const choice = read(useSyncExternalStore(subscribe, getSnapshot));
  const change = useCallback((patch: Partial<BrowserChoice>) => {
    window.localStorage.setItem(
      KEY,
      JSON.stringify({ ...read(getSnapshot()), ...patch }),
    );
    listeners.forEach(listener => listener());
  }, []);
  return [choice, change];
}
