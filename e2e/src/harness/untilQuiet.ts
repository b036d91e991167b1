import { Page, Request } from 'playwright-core';
import { eventually } from './eventually';

/** A response may lead to further requests, which start within this time. */
const QUIET_MS = 150;

interface Requests {
  pending: Set<Request>;
  /** When the last request ended. */
  lastEnd: number;
  /** The request for the document that will replace the current one. */
  navigation?: Request;
}

/** The pending requests of each page. */
const requestsByPage = new WeakMap<Page, Requests>();

/** Starts to count the requests of a page; call it before the page opens anything. */
export function watchRequests(page: Page): void {
  const state: Requests = { pending: new Set(), lastEnd: Date.now() };
  requestsByPage.set(page, state);
  page.on('request', request => {
    if (request.isNavigationRequest()) state.navigation = request;
    // No code waits for the response to a beacon.
    if (request.resourceType() !== 'ping') state.pending.add(request);
  });
  // When a document is replaced, its requests end, some of them without an event.
  page.on('framenavigated', frame => {
    const { navigation } = state;
    if (navigation?.frame() !== frame) return;
    for (const request of state.pending) {
      if (request !== navigation && request.frame() === frame) {
        state.pending.delete(request);
      }
    }
    state.navigation = undefined;
  });
  const end = (request: Request) => {
    state.pending.delete(request);
    state.lastEnd = Date.now();
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
}

/** Waits until all requests of a page have ended. */
export async function waitUntilQuiet(page: Page): Promise<void> {
  const state = requestsByPage.get(page);
  if (!state) throw new Error('The requests of this page were not watched');
  await eventually(async () => {
    const pendingUrls = [...state.pending].map(request => request.url());
    expect(pendingUrls).toEqual([]);
    expect(Date.now() - state.lastEnd).toBeGreaterThan(QUIET_MS);
  });
}
