/** What the browser says about the life of the page. */
export type PageSignal = 'hidden' | 'leave' | 'return' | 'online' | 'storage';

/** The part of `localStorage` that is used. */
export type TextStorage = Pick<
  Storage,
  'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'
>;

/** The part of the Web Locks API that is used. */
export interface LockRequests {
  request(
    name: string,
    options: { ifAvailable?: boolean },
    callback: (lock: unknown) => Promise<void> | void,
  ): Promise<unknown>;
}

/**
 * Everything that capture takes from the browser, so that tests decide about
 * time, storage and other tabs.
 */
export interface Environment {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** A new UUID. */
  newId(): string;
  /** Runs something later; the answer cancels it. */
  after(milliseconds: number, run: () => void): () => void;
  /** Absent where the browser forbids it. */
  storage: TextStorage | undefined;
  /** Absent where the browser has none, as on plain http. */
  locks: LockRequests | undefined;
  location(): { pathname: string; search: string };
  /** Calls back at each signal; the answer ends that. */
  on(signal: PageSignal, listener: () => void): () => void;
}
