import { endpoints } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';

const POLL = 15_000;

/** How sending mails is going, read again every quarter of a minute. */
export function useMailStatus() {
  return useCallboardQuery(
    endpoints.getMailStatus,
    {},
    { refetchInterval: POLL, staleTime: 0 },
  );
}
