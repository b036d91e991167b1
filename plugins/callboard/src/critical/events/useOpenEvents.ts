import { endpoints } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';

const POLL = 30_000;

/** The newest critical events that nobody has seen to, read again twice a minute. */
export function useOpenEvents(limit: number, isEnabled = true) {
  return useCallboardQuery(
    endpoints.listCriticalEvents,
    { query: { is_acknowledged: false, limit } },
    { refetchInterval: POLL, staleTime: 0, enabled: isEnabled },
  );
}
