/** Events of the page's lifecycle in the browser. */
export type PageSignal = 'hidden' | 'leave' | 'return' | 'online' | 'storage';

/** The members of `localStorage` that activity capture uses. */
export type TextStorage = Pick<
  Storage,
  'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'
>;

/** The used part of the Web Locks API. */
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
  /** Absent if the browser forbids it. */
  storage: TextStorage | undefined;
  /** Absent if the browser lacks it, as on plain http. */
  locks: LockRequests | undefined;
  getLocation(): { pathname: string; search: string };
  /** Adds a listener; the returned function removes it. */
  on(signal: PageSignal, listener: () => void): () => void;
}
