import { Page } from 'playwright-core';

const framesByPage = new WeakMap<Page, string[]>();

/** Returns all socket messages of a page from the first call on; the list grows as they arrive. */
export function collectFrames(page: Page): string[] {
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
export const hasReceivedSignal = (page: Page, id: string): boolean =>
  collectFrames(page).some(frame => frame.includes(id));
