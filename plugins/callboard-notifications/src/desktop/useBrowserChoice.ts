import { useCallback, useSyncExternalStore } from 'react';

const STORAGE_KEY = 'callboard.notifications.browser';

export interface BrowserChoice {
  notifications: boolean;
  sound: boolean;
}

const DEFAULT_CHOICE: BrowserChoice = { notifications: false, sound: false };
const listeners = new Set<() => void>();

// Strings compare by value, so an unchanged choice causes no render.
const getSnapshot = () => window.localStorage.getItem(STORAGE_KEY) ?? '';

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // The event fires when another tab changes the choice.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function parseChoice(text: string): BrowserChoice {
  try {
    const { notifications, sound } = JSON.parse(text);
    return { notifications: notifications === true, sound: sound === true };
  } catch {
    return DEFAULT_CHOICE;
  }
}

/**
 * Returns how this browser announces new notifications, and a function to change the choice. By
 * default, the browser does not announce them. The choice is stored in the browser, because the
 * permission to show notifications is also per browser.
 */
export function useBrowserChoice() {
  const choice = parseChoice(useSyncExternalStore(subscribe, getSnapshot));
  const change = useCallback((patch: Partial<BrowserChoice>) => {
    window.localStorage.setItem(
      STORAGE_KEY,
      JSON.stringify({ ...parseChoice(getSnapshot()), ...patch }),
    );
    listeners.forEach(listener => listener());
  }, []);
  return [choice, change] as const;
}
