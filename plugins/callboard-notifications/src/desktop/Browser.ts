/** The part of the Web Locks API that is used. */
export interface Locks {
  request(
    name: string,
    options: { signal?: AbortSignal },
    held: () => Promise<void>,
  ): Promise<unknown>;
}

/** The part of a broadcast channel that is used. */
export interface TabChannel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

/** What a notification of the browser says, and what a click on it does. */
export interface Spoken {
  title: string;
  body?: string;
  /** A later one with the same takes its place. */
  tag: string;
  onClick: () => void;
}

/**
 * Everything that speaking takes from the browser, so that tests decide about
 * time, other tabs and what the person allows.
 */
export interface Browser {
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Runs something later; the answer cancels it. */
  after(milliseconds: number, run: () => void): () => void;
  /** Absent where the browser has none, as on plain http. */
  locks: Locks | undefined;
  /** Opens a channel to the other tabs, where the browser has them. */
  openChannel: ((name: string) => TabChannel) | undefined;
  /** Whether the person lets the portal show notifications. */
  permission(): 'granted' | 'denied' | 'default' | 'unsupported';
  /** Asks the person for that. */
  askPermission(): Promise<void>;
  show(spoken: Spoken): void;
  playSound(): void;
}
