import type { MailStatus } from '@callboard/plugin-callboard-common';

/** The number of undelivered emails of the last day, as far as known. */
export function countUndelivered({ last_day }: MailStatus): number {
  const { no_address, bounced, failed, unknown } = last_day;
  return no_address + bounced + failed + unknown;
}
