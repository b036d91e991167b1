import { Page, Request } from 'playwright-core';
import { eventually } from './eventually';

/** What follows an answer at once, such as the request that needed it, has begun by then. */
const QUIET_MS = 150;

/** The requests of pages that wait for their answers, and since when none does. */
const watched = new WeakMap<Page, { waiting: Set<Request>; since: number }>();

/** Begins to count the requests of a page; to be called before it opens anything. */
export function watchRequests(page: Page): void {
  const state = { waiting: new Set<Request>(), since: Date.now() };
  watched.set(page, state);
  page.on('request', request => {
    // Requests of the previous document no longer matter.
    if (request.isNavigationRequest()) state.waiting.clear();
    // Nobody waits for the answer to a beacon.
    if (request.resourceType() !== 'ping') state.waiting.add(request);
  });
  const end = (request: Request) => {
    state.waiting.delete(request);
    state.since = Date.now();
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
}

/** Waits until a page has all that it asked for. */
export async function untilQuiet(page: Page): Promise<void> {
  const state = watched.get(page);
  if (!state) throw new Error('The requests of this page were not watched');
  await eventually(async () => {
    const missing = [...state.waiting].map(request => request.url());
    expect(missing).toEqual([]);
    expect(Date.now() - state.since).toBeGreaterThan(QUIET_MS);
  });
}
