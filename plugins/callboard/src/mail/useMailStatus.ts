import { endpoints, type MailStatus } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';

/** The number of undelivered emails of the last day, as far as known. */
export function countUndelivered({ last_day }: MailStatus): number {
  const { no_address, bounced, failed, unknown } = last_day;
  return no_address + bounced + failed + unknown;
}

const POLL = 15_000;

/** The status of outgoing emails, refetched every 15 seconds. */
export function useMailStatus() {
  return useCallboardQuery(
    endpoints.getMailStatus,
    {},
    { refetchInterval: POLL, staleTime: 0 },
  );
}
