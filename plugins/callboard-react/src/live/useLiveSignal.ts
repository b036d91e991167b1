import {
  type CallboardSignal,
  type LiveChannels,
  endpoints,
  type CallboardClient,
} from '@callboard/plugin-callboard-common';
import { useEffect, useRef, useMemo } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createPortalSingletonHook } from '../hooks/createPortalSingletonHook';
import { useCallboardClient } from '../query/useCallboardClient';

interface Listener {
  /** The topic to listen to; all topics by default. */
  topic?: LiveChannels['channels'][number]['topics'][number];
  onSignal: (signal: CallboardSignal) => void;
  /** Called when the person gets new channels, because earlier messages on them are lost. */
  onMissed: () => void;
}

/** Milliseconds until the channels are requested again. */
const RENEW_AFTER_MS = 2 * 60_000;

/** Milliseconds until a failed request for the channels is retried. */
const RETRY_AFTER_MS = 30_000;

/** The maximum random delay of a renewal: browsers must not request new channels all at once. */
const RENEWAL_SPREAD_MS = 500;

/**
 * Subscribes to the signed-in person's live channels that carry a topic of any listener. The
 * channels change when the person's access changes.
 */
class LiveConnection {
  readonly #listeners = new Set<Listener>();
  readonly #subscriptions = new Map<string, { unsubscribe: () => void }>();
  #channels: LiveChannels['channels'] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #requestCount = 0;

  constructor(
    private readonly signals: SignalApi,
    private readonly client: CallboardClient,
  ) {}

  /** Registers a listener. It receives messages once the channels are loaded. */
  listen(listener: Listener): { unsubscribe: () => void } {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      void this.renew();
    } else {
      this.updateSubscriptions();
    }
    return {
      unsubscribe: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size === 0) {
          this.stop();
        } else {
          this.updateSubscriptions();
        }
      },
    };
  }

  /** Requests the channels again. A later request or renewal makes the response obsolete. */
  private async renew(): Promise<void> {
    this.#requestCount += 1;
    const requestNumber = this.#requestCount;
    clearTimeout(this.#timer);
    let nextDelayMs = RENEW_AFTER_MS;
    try {
      const { channels } = await this.client.call(endpoints.getLive, {});
      if (requestNumber === this.#requestCount) {
        const wasListening = this.#subscriptions.size > 0;
        this.#channels = channels;
        const hasNewChannels = this.updateSubscriptions();
        if (wasListening && hasNewChannels) {
          this.#listeners.forEach(({ onMissed }) => onMissed());
        }
      }
    } catch {
      // Until the retry, pages poll every minute.
      nextDelayMs = RETRY_AFTER_MS;
    }
    if (requestNumber === this.#requestCount && this.#listeners.size > 0) {
      this.scheduleRenewal(nextDelayMs);
    }
  }

  private scheduleRenewal(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.renew(), delayMs);
  }

  private listChannelNames(): Set<string> {
    const listeners = [...this.#listeners];
    return new Set(
      this.#channels
        .filter(({ topics }) =>
          listeners.some(({ topic }) => !topic || topics.includes(topic)),
        )
        .map(({ name }) => name),
    );
  }

  /** Subscribes to exactly the needed channels; returns whether any is new. */
  private updateSubscriptions(): boolean {
    const names = this.listChannelNames();
    let hasNewChannels = false;
    for (const name of names) {
      if (!this.#subscriptions.has(name)) {
        hasNewChannels = true;
        this.#subscriptions.set(
          name,
          this.signals.subscribe(name, message =>
            this.handleSignal(message as unknown as CallboardSignal),
          ),
        );
      }
    }
    for (const [name, subscription] of this.#subscriptions) {
      if (!names.has(name)) {
        subscription.unsubscribe();
        this.#subscriptions.delete(name);
      }
    }
    return hasNewChannels;
  }

  private handleSignal(signal: CallboardSignal): void {
    if (signal.type === 'renew') {
      // The response to a running request may contain the former channels.
      this.#requestCount += 1;
      this.scheduleRenewal(Math.random() * RENEWAL_SPREAD_MS);
      return;
    }
    this.#listeners.forEach(({ onSignal }) => onSignal(signal));
  }

  private stop(): void {
    this.#requestCount += 1;
    clearTimeout(this.#timer);
    this.#channels = [];
    this.updateSubscriptions();
  }
}

const useSharedConnection = createPortalSingletonHook(
  (): { connection?: LiveConnection } => ({}),
);

/** The connection that all Callboard plugins share; undefined in a portal without signals. */
function useLiveConnection(): LiveConnection | undefined {
  const signals = useApiHolder().get(signalApiRef);
  const client = useCallboardClient();
  const shared = useSharedConnection();
  if (signals && !shared.connection) {
    shared.connection = new LiveConnection(signals, client);
  }
  return shared.connection;
}

/** Milliseconds to wait after a signal, so that all signals of one change trigger one run. */
const DEBOUNCE_MS = 100;

/** The polling interval of pages in milliseconds, with or without signals. */
const POLL_MS = 60_000;

/**
 * Runs an action after a signal. Pauses between two runs, because a busy portal signals many times
 * a second. The action also runs every minute while the page is visible: signals can be lost, and
 * some portals lack them.
 *
 * @public
 */
export function useLiveSignal(options: {
  /** The topic to listen to; all by default. Must not change. */
  topic?: LiveChannels['channels'][number]['topics'][number];
  isRelevant: (signal: CallboardSignal) => boolean;
  /** The action. If it returns false, it runs again after the pause. */
  run: () => unknown;
  /** Called before the action if signals may have been lost, because any data may have changed. */
  onMissed?: () => void;
  /** The pause after an action, in milliseconds. */
  pauseMs: number;
}): void {
  const connection = useLiveConnection();
  const latestOptions = useRef(options);
  latestOptions.current = options;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pausedUntil = 0;
    const scheduleAction = (delayMs: number) => {
      timer = setTimeout(() => {
        const { run, pauseMs } = latestOptions.current;
        timer = undefined;
        pausedUntil = Date.now() + pauseMs;
        if (run() === false) {
          scheduleAction(pauseMs);
        }
      }, delayMs);
    };
    const ensureScheduled = () => {
      if (!timer) {
        scheduleAction(Math.max(DEBOUNCE_MS, pausedUntil - Date.now()));
      }
    };
    const subscription = connection?.listen({
      topic: latestOptions.current.topic,
      onSignal: signal => {
        if (latestOptions.current.isRelevant(signal)) {
          ensureScheduled();
        }
      },
      onMissed: () => {
        latestOptions.current.onMissed?.();
        ensureScheduled();
      },
    });
    const poll = setInterval(() => {
      if (document.visibilityState === 'visible') {
        ensureScheduled();
      }
    }, POLL_MS);
    return () => {
      clearInterval(poll);
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [connection]);
}

const COUNT_PAUSE_MS = 3_000;

/**
 * The number of rows added since the list was loaded. The hook counts again when the server
 * signals, and every minute.
 *
 * @public
 */
export function useLiveCount(options: {
  /** Identifies the counted list, including filters. */
  queryKey: readonly unknown[];
  count: (signal: AbortSignal) => Promise<number>;
  /** The number when the list was loaded; undefined while loading. */
  baseline: number | undefined;
  isRelevant: (signal: CallboardSignal) => boolean;
}): number {
  const { baseline, count } = options;
  const queries = useQueryClient();
  // The parsed copy is stable while the key's content does not change.
  const keyText = JSON.stringify(options.queryKey);
  const queryKey = useMemo(
    () => ['callboard', 'live-count', ...JSON.parse(keyText)],
    [keyText],
  );
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => count(signal),
    enabled: baseline !== undefined,
    refetchInterval: POLL_MS,
    initialData: baseline,
    staleTime: POLL_MS,
  });

  useLiveSignal({
    isRelevant: options.isRelevant,
    run: () => queries.invalidateQueries({ queryKey }),
    pauseMs: COUNT_PAUSE_MS,
  });

  return baseline === undefined || data === undefined
    ? 0
    : Math.max(0, data - baseline);
}
