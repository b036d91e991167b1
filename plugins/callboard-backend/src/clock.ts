/** Where services get the time from. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** The server's own clock. */
export const systemClock: Clock = { now: () => Date.now() };
