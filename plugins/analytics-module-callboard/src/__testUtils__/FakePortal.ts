import { StorageApi } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { NewActivity } from '@callboard/plugin-callboard-common';
import { FakeServer } from '@callboard/plugin-callboard-react/testUtils';
import { CatalogClient } from '@backstage/catalog-client';
import { CallboardAnalytics } from '../CallboardAnalytics';
import { PortalEvent } from '../mapping/toActivity';
import { FakeBrowser } from './FakeBrowser';
import { createPortalEvent } from './portalEvent';

type Posted = NewActivity & { client_event_id: string };

/** Returns the response that rejects a post; undefined if the server stores the events. */
export type ErrorResponse = (events: Posted[]) => Response | undefined;

const BASE = 'http://portal.test/api';

/** A portal with a server, one browser, and its signed-in user. */
export class FakePortal {
  readonly browser = new FakeBrowser();
  readonly storageApi: StorageApi = mockApis.storage();
  userEntityRef = 'user:default/max.member';
  titles: Record<string, string> = {};
  refuse: ErrorResponse = () => undefined;
  /** Whether requests hang without a response. */
  hangs = false;
  /** Every post that reached the server, including rejected ones. */
  readonly posts: Array<{
    user: string;
    events: Posted[];
    at: number;
    keepalive: boolean;
  }> = [];
  /** The activity that the server has stored, each event once. */
  readonly activity: Array<{ user: string } & Posted> = [];
  #runningRequests = 0;

  readonly #server = new FakeServer().answer({
    postActivity: ({ body }) =>
      this.refuse(body as Posted[]) ?? {
        success: true,
        ids: (body as Posted[]).map(event => event.client_event_id),
      },
  });

  constructor() {
    this.browser.waitForIdle = async () => {
      for (let idleYields = 0; idleYields < 8; idleYields++) {
        await new Promise(resolve => setTimeout(resolve, 0));
        idleYields = this.#runningRequests > 0 ? 0 : idleYields;
      }
    };
  }

  /** Opens the portal in a tab. */
  open(pathname = '/') {
    const { environment, emitSignal } = this.browser.openTab(pathname);
    const apis = this.createApis();
    const analytics = new CallboardAnalytics(
      apis,
      environment,
      new CatalogClient(apis),
    );
    return {
      analytics,
      emitSignal,
      capture: (...events: PortalEvent[]) =>
        events.forEach(event => analytics.captureEvent(event)),
      /** Opens a page, and stays long enough to count as a view. */
      visit: async (path: string) => {
        analytics.captureEvent(createPortalEvent({ subject: path }));
        await this.browser.advance(300);
      },
      /** Clicks buttons with these names. */
      press: (...names: string[]) =>
        names.forEach(subject =>
          analytics.captureEvent(
            createPortalEvent({ action: 'click', subject }),
          ),
        ),
    };
  }

  /** The actions and labels that the server has stored, in order. */
  get recorded(): string[] {
    return this.activity.map(
      ({ action, entity_label }) => `${action} ${entity_label}`,
    );
  }

  createApis() {
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
          this.#runningRequests += 1;
          try {
            return await this.#respond(String(input), init);
          } finally {
            this.#runningRequests -= 1;
          }
        },
      },
    };
  }

  async #respond(url: string, init: RequestInit = {}): Promise<Response> {
    if (url === `${BASE}/catalog/entities/by-refs`) {
      const { entityRefs } = JSON.parse(String(init.body));
      const items = (entityRefs as string[]).map(ref =>
        this.titles[ref] ? { metadata: { title: this.titles[ref] } } : null,
      );
      return Response.json({ items });
    }
    const user = this.userEntityRef;
    const events: Posted[] = JSON.parse(String(init.body));
    const keepalive = Boolean(init.keepalive);
    this.posts.push({ user, events, at: this.browser.time, keepalive });
    const response = await this.#server.fetch(url, init);
    if (response.type === 'error') {
      throw new TypeError('Failed to fetch');
    }
    const isNew = ({ client_event_id: id }: Posted) =>
      !this.activity.some(stored => stored.client_event_id === id);
    for (const event of response.ok ? events : []) {
      if (isNew(event)) {
        this.activity.push({ user, ...event });
      }
    }
    return response;
  }
}
