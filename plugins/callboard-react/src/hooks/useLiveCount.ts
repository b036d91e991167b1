import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  SIGNALS_CHANNEL,
  type CallboardSignal,
} from '@callboard/plugin-callboard-common';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';

const POLL = 60_000;

/** A busy portal signals many times a second; one count in this time is enough. */
const QUIET = 3_000;

/**
 * How many rows have been added since a list was loaded. Counts anew when the
 * server signals, and every minute where signals do not arrive.
 *
 * @public
 */
export function useLiveCount(options: {
  /** Names what is counted, filters included. */
  queryKey: readonly unknown[];
  /** The exact number of rows there are now. */
  count: (signal: AbortSignal) => Promise<number>;
  /** The number there was when the list was loaded; undefined while it is. */
  baseline: number | undefined;
  /** Whether a signal may mean new rows. */
  wakesOn: (signal: CallboardSignal) => boolean;
}): number {
  const { baseline, count } = options;
  const queries = useQueryClient();
  const signals = useApiHolder().get(signalApiRef);
  const wakesOn = useRef(options.wakesOn);
  wakesOn.current = options.wakesOn;
  const name = JSON.stringify(options.queryKey);
  const queryKey = useMemo(
    () => ['callboard', 'live-count', ...JSON.parse(name)],
    [name],
  );
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => count(signal),
    enabled: baseline !== undefined,
    refetchInterval: POLL,
    initialData: baseline,
    staleTime: POLL,
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const subscription = signals?.subscribe(SIGNALS_CHANNEL, message => {
      if (!timer && wakesOn.current(message as unknown as CallboardSignal)) {
        timer = setTimeout(() => {
          timer = undefined;
          queries.invalidateQueries({ queryKey });
        }, QUIET);
      }
    });
    return () => {
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [signals, queries, queryKey]);

  return baseline === undefined || data === undefined
    ? 0
    : Math.max(0, data - baseline);
}
