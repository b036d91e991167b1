import { linkKind } from '@callboard/plugin-callboard-common';

/** Where in a portal the mails' links lead. */
export interface MailLinks {
  /** Of the portal, without a slash at the end. */
  portalUrl: string;
  /** Ends mails of the one kind to the one person, without signing in. */
  unsubscribeUrl: string;
}

/** Where somebody chooses what they are told, and how. */
export function preferencesUrl({
  portalUrl,
}: Pick<MailLinks, 'portalUrl'>): string {
  return `${portalUrl}/notifications/preferences`;
}

/** Where all notifications of somebody are. */
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
