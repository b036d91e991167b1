/** The polling interval of critical events while a page shows them, in milliseconds. */
export const EVENTS_POLL_MS = 30_000;
