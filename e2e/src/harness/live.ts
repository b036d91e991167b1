import { Page } from 'playwright-core';

/** With a socket, a page shows a change within a second. */
export const PROBE_MS = 3_000;

/** Everything that comes over the sockets of a page, as it comes. */
export function framesOf(page: Page): string[] {
  const frames: string[] = [];
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => frames.push(String(payload))),
  );
  return frames;
}
