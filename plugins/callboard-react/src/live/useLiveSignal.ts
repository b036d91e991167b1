import type {
  CallboardSignal,
  LiveChannels,
} from '@callboard/plugin-callboard-common';
import { useEffect, useRef, useMemo } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createPortalSingletonHook } from '../hooks/createPortalSingletonHook';
import { useCallboardClient } from '../query/useCallboardClient';
import { LiveConnection } from './LiveConnection';

/** The portal's single connection, once it is created. */
const useSharedConnection = createPortalSingletonHook(
  (): { connection?: LiveConnection } => ({}),
);

/** The live updates shared by all Callboard plugins; undefined in a portal without signals. */
function useLiveConnection(): LiveConnection | undefined {
  const signals = useApiHolder().get(signalApiRef);
  const client = useCallboardClient();
  const shared = useSharedConnection();
  if (signals && !shared.connection) {
    shared.connection = new LiveConnection(signals, client);
  }
  return shared.connection;
}

/** Milliseconds to wait after a signal, so that all signals of one action trigger one run. */
const DEBOUNCE_MS = 100;

/** The polling interval of pages in milliseconds, with or without signals. */
const POLL_MS = 60_000;

/**
 * Runs an action after a signal. Pauses between two runs, because a busy portal signals many times a
 * second. The action also runs every minute while the page is visible: signals can be lost, and some
 * portals lack them.
 *
 * @public
 */
export function useLiveSignal(options: {
  /** The topic to listen to; all by default. Must not change. */
  topic?: LiveChannels['channels'][number]['topics'][number];
  /** Whether a signal requires the action. */
  isRelevant: (signal: CallboardSignal) => boolean;
  /** The action. If it returns false, it runs again after the pause. */
  run: () => unknown;
  /** Called before the action if signals may have been lost, so that any data may have changed. */
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

/** The pause between two counts, in milliseconds. */
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
  /** Requests the current number of rows. */
  count: (signal: AbortSignal) => Promise<number>;
  /** The number when the list was loaded; undefined while loading. */
  baseline: number | undefined;
  /** Whether a signal can mean new rows. */
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
