import { getLinkKind } from '@callboard/plugin-callboard-common';

/** The links in emails. */
export interface MailLinks {
  /** The URL of the portal, without a trailing slash. */
  portalUrl: string;
  /** Unsubscribes the recipient from this kind of email, without signing in. */
  unsubscribeUrl: string;
}

/** The page of notification preferences. */
export function getPreferencesUrl({
  portalUrl,
}: Pick<MailLinks, 'portalUrl'>): string {
  return `${portalUrl}/notifications/preferences`;
}

/** The page of all notifications. */
export function getNotificationsUrl({ portalUrl }: MailLinks): string {
  return `${portalUrl}/notifications`;
}

/** Where a notification leads; nowhere, if it names no safe address. */
export function getTargetUrl(
  { portalUrl }: MailLinks,
  target: string | null,
): string | undefined {
  switch (getLinkKind(target)) {
    case 'internal':
      return new URL(portalUrl + target).href;
    case 'external':
      return new URL(target!).href;
    default:
      return undefined;
  }
}
