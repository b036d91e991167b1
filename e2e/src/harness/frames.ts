import { Page } from 'playwright-core';

const framesByPage = new WeakMap<Page, string[]>();

/** Everything that comes over the sockets of a page from the first call on, as it comes. */
export function framesOf(page: Page): string[] {
  const known = framesByPage.get(page);
  if (known) return known;
  const frames: string[] = [];
  framesByPage.set(page, frames);
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => frames.push(String(payload))),
  );
  return frames;
}

/** Whether a page was sent a signal that names `id`. */
export const hasHeard = (page: Page, id: string): boolean =>
  framesOf(page).some(frame => frame.includes(id));
