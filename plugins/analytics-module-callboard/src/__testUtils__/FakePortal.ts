import { StorageApi } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { NewActivity } from '@callboard/plugin-callboard-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { CatalogClient } from '@backstage/catalog-client';
import { CallboardAnalytics } from '../CallboardAnalytics';
import { PortalEvent } from '../mapping/PortalEvent';
import { FakeBrowser } from './FakeBrowser';
import { portalEvent } from './portalEvent';

type Posted = NewActivity & { client_event_id: string };

/** What the server answers to a post instead of storing it. */
export type Refusal = (events: Posted[]) => Response | undefined;

const BASE = 'http://portal.test/api';

/** A portal with a server, one browser, and whoever is signed in there. */
export class FakePortal {
  readonly browser = new FakeBrowser();
  readonly storageApi: StorageApi = mockApis.storage();
  userEntityRef = 'user:default/max.member';
  titles: Record<string, string> = {};
  refuse: Refusal = () => undefined;
  /** Whether requests reach nobody, and get no answer either. */
  hangs = false;
  /** Every post that has reached the server, whatever it answered. */
  readonly posts: Array<{
    user: string;
    events: Posted[];
    at: number;
    keepalive: boolean;
  }> = [];
  /** What the server has stored, each event once. */
  readonly activity: Array<{ user: string } & Posted> = [];
  #underWay = 0;

  readonly #server = setupServer(
    http.post(`${BASE}/callboard/activity`, async ({ request }) => {
      const events = (await request.json()) as Posted[];
      const user = request.headers.get('x-user')!;
      const keepalive = request.headers.get('x-keepalive') === 'true';
      this.posts.push({ user, events, at: this.browser.time, keepalive });
      const refusal = this.refuse(events);
      if (refusal) {
        return refusal;
      }
      for (const event of events) {
        const id = event.client_event_id;
        if (!this.activity.some(stored => stored.client_event_id === id)) {
          this.activity.push({ user, ...event });
        }
      }
      const ids = events.map(event => event.client_event_id);
      return HttpResponse.json({ success: true, ids }, { status: 201 });
    }),
    http.post(`${BASE}/catalog/entities/by-refs`, async ({ request }) => {
      const { entityRefs } = (await request.json()) as { entityRefs: string[] };
      const items = entityRefs.map(ref =>
        this.titles[ref] ? { metadata: { title: this.titles[ref] } } : null,
      );
      return HttpResponse.json({ items });
    }),
  );

  start(): void {
    this.#server.listen({ onUnhandledRequest: 'error' });
    this.browser.settle = async () => {
      for (let calm = 0; calm < 8; calm++) {
        await new Promise(resolve => setTimeout(resolve, 0));
        calm = this.#underWay > 0 ? 0 : calm;
      }
    };
  }

  stop(): void {
    this.#server.close();
  }

  /** Opens the portal in a tab. */
  open(pathname = '/') {
    const { environment, signal } = this.browser.tab(pathname);
    const apis = this.apis();
    const analytics = new CallboardAnalytics(
      apis,
      environment,
      new CatalogClient(apis),
    );
    return {
      analytics,
      signal,
      capture: (...events: PortalEvent[]) =>
        events.forEach(event => analytics.captureEvent(event)),
      /** Opens a page, and stays long enough to have seen it. */
      visit: async (path: string) => {
        analytics.captureEvent(portalEvent({ subject: path }));
        await this.browser.pass(300);
      },
      /** Presses buttons. */
      press: (...names: string[]) =>
        names.forEach(subject =>
          analytics.captureEvent(portalEvent({ action: 'click', subject })),
        ),
    };
  }

  /** The actions and labels that the server has stored, in order. */
  get told(): string[] {
    return this.activity.map(
      ({ action, entity_label }) => `${action} ${entity_label}`,
    );
  }

  apis() {
    return {
      identityApi: {
        getBackstageIdentity: async () => ({
          type: 'user' as const,
          userEntityRef: this.userEntityRef,
          ownershipEntityRefs: [],
        }),
      },
      storageApi: this.storageApi,
      discoveryApi: { getBaseUrl: async (id: string) => `${BASE}/${id}` },
      fetchApi: {
        fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
          if (this.hangs) {
            await new Promise((_resolve, reject) => {
              init?.signal?.addEventListener('abort', reject);
            });
          }
          this.#underWay += 1;
          try {
            // Node's fetch has no keepalive, so a header tells the server.
            const headers = new Headers(init?.headers);
            headers.set('x-user', this.userEntityRef);
            headers.set('x-keepalive', String(init?.keepalive));
            return await fetch(input, { ...init, headers, keepalive: false });
          } finally {
            this.#underWay -= 1;
          }
        },
      },
    };
  }
}
