import { endpoints } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';

const POLL = 15_000;

/** The status of outgoing emails, refetched every 15 seconds. */
export function useMailStatus() {
  return useCallboardQuery(
    endpoints.getMailStatus,
    {},
    { refetchInterval: POLL, staleTime: 0 },
  );
}
