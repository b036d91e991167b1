import type { MailStatus } from '@callboard/plugin-callboard-common';

/** How many mails of the last day did not arrive, as far as is known. */
export function undeliveredIn({ last_day }: MailStatus): number {
  const { no_address, bounced, failed, unknown } = last_day;
  return no_address + bounced + failed + unknown;
}
