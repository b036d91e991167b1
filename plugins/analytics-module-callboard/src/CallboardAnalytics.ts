import { CatalogClient } from '@backstage/catalog-client';
import { AnalyticsApi } from '@backstage/core-plugin-api';
import {
  AnalyticsImplementation,
  ConfigApi,
} from '@backstage/frontend-plugin-api';
import { isCaptureEnabled } from '@callboard/plugin-callboard-common';
import { EntityLookup, EntityTitles } from './sending/EntityTitles';
import { createBrowserEnvironment, Environment } from './Environment';
import { CaptureContext, PortalEvent } from './mapping/toActivity';
import { Session, SessionApis } from './Session';

const IDENTITY_RETRY_MS = 30_000;

/** The options of {@link CallboardAnalytics}. @public */
export interface CallboardAnalyticsOptions {
  /**
   * The portal's name for the page at a path, for example "My work" for `/my-work`. Pages without a
   * name are recorded by path.
   */
  getPageName?: (path: string) => string | undefined;
}

/** The APIs of the portal that {@link CallboardAnalytics} uses. @public */
export type CallboardAnalyticsApis = SessionApis & { configApi: ConfigApi };

/**
 * Records the portal's analytics events as Callboard activity of the signed-in user, unless the
 * user has opted out.
 *
 * @public
 */
export class CallboardAnalytics
  implements AnalyticsApi, AnalyticsImplementation
{
  readonly #apis: SessionApis;
  readonly #environment: Environment;
  readonly #titles: EntityTitles;
  readonly #getPageName: CallboardAnalyticsOptions['getPageName'];
  #session: Session | undefined;
  #pageBeforeSignIn:
    | { event: PortalEvent; captureContext: CaptureContext }
    | undefined;

  /** Creates an instance for a browser. The instance records nothing if capture is off. */
  static create(
    apis: CallboardAnalyticsApis,
    options: CallboardAnalyticsOptions = {},
  ): Pick<CallboardAnalytics, 'captureEvent'> {
    if (!isCaptureEnabled(apis.configApi)) {
      return { captureEvent() {} };
    }
    const baseUrl = apis.configApi.getOptionalString('app.baseUrl') ?? '/';
    const { pathname } = new URL(baseUrl, 'http://localhost');
    return new CallboardAnalytics(
      apis,
      createBrowserEnvironment(pathname.replace(/\/+$/, '')),
      new CatalogClient(apis),
      options,
    );
  }

  /** @internal */
  constructor(
    apis: SessionApis,
    environment: Environment,
    catalog: EntityLookup,
    options: CallboardAnalyticsOptions = {},
  ) {
    this.#apis = apis;
    this.#environment = environment;
    this.#getPageName = options.getPageName;
    this.#titles = new EntityTitles(catalog);
    environment.on('hidden', () => this.#session?.flush());
    environment.on('online', () => this.#session?.handleReconnect());
    environment.on('leave', () => this.#closeSession());
    environment.on('return', () => this.#openSession());
    this.#openSession();
  }

  /** Records an event. Never delays or breaks the action that caused it. */
  captureEvent(event: PortalEvent): void {
    try {
      const captureContext = {
        ...this.#environment.getLocation(),
        at: this.#environment.now(),
        getPageName: this.#getPageName,
      };
      if (this.#session) {
        this.#session.capture(event, captureContext);
      } else if (event.action === 'navigate') {
        // Nobody is signed in yet, and anonymous visits are not recorded. After sign-in, the portal
        // still shows the last page, and `#openSession` records it.
        this.#pageBeforeSignIn = { event, captureContext };
      }
    } catch {
      // Recording must never break the portal.
    }
  }

  async #openSession(): Promise<void> {
    this.#closeSession();
    try {
      const { userEntityRef } =
        await this.#apis.identityApi.getBackstageIdentity();
      this.#session ??= new Session({
        userRef: userEntityRef.toLocaleLowerCase('en-US'),
        apis: this.#apis,
        environment: this.#environment,
        titles: this.#titles,
        onUserChange: () => this.#openSession(),
      });
      if (this.#pageBeforeSignIn) {
        const { event, captureContext } = this.#pageBeforeSignIn;
        this.#pageBeforeSignIn = undefined;
        const at = this.#environment.now();
        this.#session.capture(event, { ...captureContext, at });
      }
    } catch {
      this.#environment.schedule(IDENTITY_RETRY_MS, () => this.#openSession());
    }
  }

  #closeSession(): void {
    const session = this.#session;
    this.#session = undefined;
    session?.leave();
  }
}
