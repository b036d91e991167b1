import { endpoints, type MailStatus } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';

/** The number of emails of the last 24 hours that were not, or not certainly, delivered. */
export function countUndelivered({ last_day }: MailStatus): number {
  const { no_address, bounced, failed, unknown } = last_day;
  return no_address + bounced + failed + unknown;
}

const POLL_MS = 15_000;

/** The status of outgoing emails, refetched every 15 seconds. */
export function useMailStatus() {
  return useCallboardQuery(
    endpoints.getMailStatus,
    {},
    { refetchInterval: POLL_MS, staleTime: 0 },
  );
}
