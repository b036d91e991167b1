/** How often critical events are read again while a page shows them. */
export const EVENTS_POLL_MS = 30_000;
