import { Page, Request } from 'playwright-core';
import { eventually } from './eventually';

/** Requests that follow from a response, such as those of its consumer, start within this time. */
const QUIET_MS = 150;

interface Requests {
  waiting: Set<Request>;
  /** When the last one ended. */
  since: number;
  /** The request for the document that is about to replace that of the page. */
  navigation?: Request;
}

/** The requests of pages that wait for their answers. */
const watched = new WeakMap<Page, Requests>();

/** Starts to count the requests of a page; call it before the page opens anything. */
export function watchRequests(page: Page): void {
  const state: Requests = { waiting: new Set(), since: Date.now() };
  watched.set(page, state);
  page.on('request', request => {
    if (request.isNavigationRequest()) state.navigation = request;
    // No code waits for the response to a beacon.
    if (request.resourceType() !== 'ping') state.waiting.add(request);
  });
  // The requests of the previous document end with it, and some of them emit no event.
  page.on('framenavigated', frame => {
    const { navigation } = state;
    if (navigation?.frame() !== frame) return;
    for (const request of state.waiting) {
      if (request !== navigation && request.frame() === frame) {
        state.waiting.delete(request);
      }
    }
    state.navigation = undefined;
  });
  const end = (request: Request) => {
    state.waiting.delete(request);
    state.since = Date.now();
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
}

/** Waits until all requests of a page have ended. */
export async function untilQuiet(page: Page): Promise<void> {
  const state = watched.get(page);
  if (!state) throw new Error('The requests of this page were not watched');
  await eventually(async () => {
    const missing = [...state.waiting].map(request => request.url());
    expect(missing).toEqual([]);
    expect(Date.now() - state.since).toBeGreaterThan(QUIET_MS);
  });
}
