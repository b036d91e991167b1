import { v7 as uuid } from 'uuid';

/** The browser events that activity capture listens for. */
export type PageSignal = 'hidden' | 'leave' | 'return' | 'online' | 'storage';

/** The members of `localStorage` that activity capture uses. */
export type TextStorage = Pick<
  Storage,
  'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'
>;

/** The part of the Web Locks API that activity capture uses. */
export interface LockRequests {
  request(
    name: string,
    options: { ifAvailable?: boolean },
    callback: (lock: unknown) => Promise<void> | void,
  ): Promise<unknown>;
}

/**
 * All browser APIs that activity capture uses. Tests replace them to control time, storage and
 * other tabs.
 */
export interface Environment {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 (inclusive) to 1 (exclusive). */
  getRandomNumber(): number;
  /** A new UUID. */
  createId(): string;
  /** Runs a function later; the returned function cancels it. */
  schedule(milliseconds: number, run: () => void): () => void;
  /** Undefined if the browser blocks storage. */
  storage: TextStorage | undefined;
  /** Undefined if the browser does not support locks, for example over plain HTTP. */
  locks: LockRequests | undefined;
  getLocation(): { pathname: string; search: string };
  /** Adds a listener; the returned function removes it. */
  on(signal: PageSignal, listener: () => void): () => void;
}

/** The environment of a real browser, below a portal's base path. */
export function createBrowserEnvironment(basePath: string): Environment {
  return {
    now: () => Date.now(),
    getRandomNumber: () => Math.random(),
    createId: () => uuid(),
    schedule(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    storage: getLocalStorage(),
    locks: navigator.locks,
    getLocation() {
      const { pathname, search } = window.location;
      const isBelowBasePath = basePath && pathname.startsWith(`${basePath}/`);
      return {
        pathname: isBelowBasePath ? pathname.slice(basePath.length) : pathname,
        search,
      };
    },
    on: listen,
  };
}

function getLocalStorage(): TextStorage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

/** The events of the signals; `isSignal` is false for events that are no signal. */
const signalEvents: Record<
  PageSignal,
  { type: string; isSignal?: (event: Event) => boolean }
> = {
  hidden: {
    type: 'visibilitychange',
    isSignal: () => document.visibilityState === 'hidden',
  },
  leave: { type: 'pagehide' },
  // Every load fires `pageshow`; `persisted` is true for a page from the back/forward cache.
  return: {
    type: 'pageshow',
    isSignal: event => (event as PageTransitionEvent).persisted,
  },
  online: { type: 'online' },
  storage: { type: 'storage' },
};

function listen(signal: PageSignal, listener: () => void): () => void {
  const { type, isSignal = () => true } = signalEvents[signal];
  const target = signal === 'hidden' ? document : window;
  const handle = (event: Event) => {
    if (isSignal(event)) {
      listener();
    }
  };
  target.addEventListener(type, handle);
  return () => target.removeEventListener(type, handle);
}
