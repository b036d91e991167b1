import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLiveSignal } from './useLiveSignal';

const POLL = 60_000;

/** A busy portal signals many times a second; one count in this time is enough. In milliseconds. */
const QUIET = 3_000;

/**
 * The number of rows added since the list was loaded. The hook counts again when the server
 * signals, and every minute without signals.
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
  wakesOn: (signal: CallboardSignal) => boolean;
}): number {
  const { baseline, count } = options;
  const queries = useQueryClient();
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

  useLiveSignal({
    wakesOn: options.wakesOn,
    run: () => queries.invalidateQueries({ queryKey }),
    pauseMs: QUIET,
  });

  return baseline === undefined || data === undefined
    ? 0
    : Math.max(0, data - baseline);
}
