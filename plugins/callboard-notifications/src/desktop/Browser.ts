/** The part of the Web Locks API in use. */
export interface Locks {
  request(
    name: string,
    options: { signal?: AbortSignal },
    callback: () => Promise<void>,
  ): Promise<unknown>;
}

/** The part of a broadcast channel in use. */
export interface TabChannel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

/** The content of a browser notification, and its click handler. */
export interface Spoken {
  title: string;
  body?: string;
  /** A later notification with the same tag replaces it. */
  tag: string;
  onClick: () => void;
}

/**
 * The browser APIs that desktop notifications use, so that tests control time, other tabs and
 * permissions.
 */
export interface Browser {
  now(): number;
  /** From 0 to below 1. */
  getRandom(): number;
  /** Schedules a function; returns one that cancels it. */
  schedule(milliseconds: number, run: () => void): () => void;
  /** Absent without browser support, as on plain http. */
  locks: Locks | undefined;
  /** Opens a channel to the other tabs, if the browser supports it. */
  openChannel: ((name: string) => TabChannel) | undefined;
  /** Whether the person allows the portal to show notifications. */
  getPermission(): 'granted' | 'denied' | 'default' | 'unsupported';
  /** Requests the permission from the person. */
  askPermission(): Promise<void>;
  show(spoken: Spoken): void;
  playSound(): void;
}
