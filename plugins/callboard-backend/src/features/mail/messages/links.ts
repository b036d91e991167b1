import { linkKind } from '@callboard/plugin-callboard-common';

/** The links in emails. */
export interface MailLinks {
  /** The URL of the portal, without a trailing slash. */
  portalUrl: string;
  /** Unsubscribes the recipient from this kind of email, without signing in. */
  unsubscribeUrl: string;
}

/** The page of notification preferences. */
export function preferencesUrl({
  portalUrl,
}: Pick<MailLinks, 'portalUrl'>): string {
  return `${portalUrl}/notifications/preferences`;
}

/** The page of all notifications. */
export function notificationsUrl({ portalUrl }: MailLinks): string {
  return `${portalUrl}/notifications`;
}

/** Where a notification leads; nowhere, if it names no safe address. */
export function targetUrl(
  { portalUrl }: MailLinks,
  target: string | null,
): string | undefined {
  switch (linkKind(target)) {
    case 'internal':
      return new URL(portalUrl + target).href;
    case 'external':
      return new URL(target!).href;
    default:
      return undefined;
  }
}
