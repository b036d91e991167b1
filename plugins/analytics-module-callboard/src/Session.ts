import {
  activityEndpoints,
  CallboardClient,
  NewActivity,
} from '@callboard/plugin-callboard-common';
import {
  DiscoveryApi,
  FetchApi,
  IdentityApi,
  StorageApi,
} from '@backstage/frontend-plugin-api';
import { Consent } from './consent/Consent';
import { EventSender } from './sending/EventSender';
import { EntityTitles } from './sending/EntityTitles';
import { Outcome, toFailureOutcome } from './sending/toFailureOutcome';
import { Environment } from './Environment';
import { RecentViews } from './mapping/RecentViews';
import { CaptureContext, PortalEvent, toActivity } from './mapping/toActivity';
import { PendingActivity } from './mapping/PendingActivity';
import { EventQueue } from './queue/EventQueue';
import { SegmentStore, StoredEvent } from './queue/SegmentStore';
import { TabOwnership } from './queue/TabOwnership';

/** How long events wait for the titles of their entities. */
const MAX_TITLE_WAIT_MS = 1_000;

const REQUEST_TIMEOUT_MS = 30_000;

/** The APIs of the portal that capture uses. @public */
export interface SessionApis {
  identityApi: Pick<IdentityApi, 'getBackstageIdentity'>;
  storageApi: StorageApi;
  fetchApi: FetchApi;
  discoveryApi: DiscoveryApi;
}

interface SessionOptions {
  userRef: string;
  apis: SessionApis;
  environment: Environment;
  titles: EntityTitles;
  /** Called if another user has signed in to the portal. */
  onUserChange(): void;
}

/** Returns the result of a promise, or a fallback after a timeout. */
async function waitWithTimeout<Value>(
  environment: Environment,
  milliseconds: number,
  work: Promise<Value>,
  fallback: Value,
): Promise<Value> {
  let cancel = () => {};
  const timeout = new Promise<Value>(resolve => {
    cancel = environment.schedule(milliseconds, () => resolve(fallback));
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    cancel();
  }
}

/** Captures the events of one user, until the user leaves the page or another user signs in. */
export class Session {
  readonly #client: CallboardClient;
  readonly #consent: Consent;
  readonly #recent: RecentViews;
  readonly #queue: EventQueue;
  readonly #tabs: TabOwnership;
  readonly #sender: EventSender;
  readonly #pending: PendingActivity;
  #abort = new AbortController();
  #hasEnded = false;

  constructor(private readonly options: SessionOptions) {
    const { userRef, apis, environment, titles } = options;
    this.#client = new CallboardClient(apis);
    this.#consent = new Consent(environment, userRef);
    this.#recent = new RecentViews(environment, userRef);
    this.#pending = new PendingActivity(environment, activity =>
      this.#add(activity),
    );
    const segments = new SegmentStore(environment, userRef);
    this.#queue = new EventQueue(environment, segments);
    this.#tabs = new TabOwnership(environment, this.#queue, segments);
    this.#sender = new EventSender({
      environment,
      queue: this.#queue,
      maySend: () => this.#consent.maySend,
      post: (events, { keepalive }) => this.#post(events, keepalive),
      prepare: events =>
        waitWithTimeout(
          environment,
          MAX_TITLE_WAIT_MS,
          titles.loadMissingTitles(events),
          undefined,
        ),
      addLoadedData: events => titles.applyTitles(events),
    });
    this.#tabs.claim(() => this.#sender.sendSoon());
    this.#consent.follow(apis.storageApi, () => this.#applyDecision());
  }

  capture(event: PortalEvent, captureContext: CaptureContext): void {
    if (!this.#consent.mayStore) {
      return;
    }
    const activity = toActivity(event, captureContext);
    this.#pending.take(activity);
    this.options.titles.loadMissingTitles([activity]);
  }

  /** Sends waiting events, because the page may be closed at any moment. */
  flush(): void {
    this.#pending.flush();
    this.#sender.flushOnLeave();
  }

  handleReconnect(): void {
    this.#sender.handleReconnect();
  }

  /** Ends this session. Another tab or the next session sends the events that still wait. */
  leave(): void {
    this.#hasEnded = true;
    this.flush();
    this.#sender.stop();
    this.#consent.stop();
    this.#tabs.release();
  }

  #add(activity: NewActivity): void {
    if (!this.#recent.isRepeat(activity)) {
      this.#queue.add(activity);
      this.#sender.sendSoon();
    }
  }

  #applyDecision(): void {
    if (this.#consent.mayStore) {
      this.#sender.sendSoon();
      return;
    }
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#pending.drop();
    this.#recent.clear();
    this.#queue.clear();
  }

  async #post(
    events: StoredEvent['event'][],
    keepalive: boolean,
  ): Promise<Outcome> {
    const { environment } = this.options;
    const { signal } = this.#abort;
    const request = new AbortController();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort);
    try {
      // Without the timeout, a server that never responds would block all later requests.
      return await waitWithTimeout(
        environment,
        REQUEST_TIMEOUT_MS,
        this.#request(events, { keepalive, signal: request.signal }),
        { kind: 'later' },
      );
    } catch (error) {
      return toFailureOutcome(error, environment.now());
    } finally {
      abort();
      signal.removeEventListener('abort', abort);
    }
  }

  async #request(
    events: StoredEvent['event'][],
    options: { keepalive: boolean; signal: AbortSignal },
  ): Promise<Outcome> {
    const { apis, userRef, onUserChange } = this.options;
    // Another tab may have signed in another user, whose credentials the request would carry.
    const { userEntityRef } = await apis.identityApi.getBackstageIdentity();
    if (userEntityRef.toLocaleLowerCase('en-US') !== userRef) {
      if (!this.#hasEnded) {
        onUserChange();
      }
      return { kind: 'paused' };
    }
    const endpoint = activityEndpoints.postActivity;
    await this.#client.call(endpoint, { body: events, ...options });
    return { kind: 'stored' };
  }
}
