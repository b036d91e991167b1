import { endpoints } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import { EVENTS_POLL_MS } from './eventsPoll';

/** The newest unacknowledged critical events, refetched twice a minute. */
export function useOpenEvents(limit: number, isEnabled = true) {
  return useCallboardQuery(
    endpoints.listCriticalEvents,
    { query: { is_acknowledged: false, limit } },
    { refetchInterval: EVENTS_POLL_MS, staleTime: 0, enabled: isEnabled },
  );
}
