import { endpoints, type MailStatus } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';

/** Counts the emails of the last 24 hours that were not delivered, or may not have been. */
export function countUndelivered({ last_day }: MailStatus): number {
  const { no_address, bounced, failed, unknown } = last_day;
  return no_address + bounced + failed + unknown;
}

const POLL_MS = 15_000;

export function useMailStatus() {
  return useCallboardQuery(
    endpoints.getMailStatus,
    {},
    { refetchInterval: POLL_MS, staleTime: 0 },
  );
}
