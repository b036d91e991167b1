import { DateTime } from 'luxon';
import { getLinkKind } from '@callboard/plugin-callboard-common';
import { MailedNotification } from '../MailSource';
import { cutText } from '../../../database/text';

/**
 * Invisible or misleading characters: controls except tab and newline, direction marks,
 * zero-width characters and lone surrogates.
 */
const MISLEADING =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/** Removes misleading characters from a multi-line user text, and truncates it. */
export function sanitiseMailText(text: string, maxLength: number): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(MISLEADING, '').trim();
  return cut(clean, maxLength);
}

/** Removes misleading characters from a user text, puts it on one line, and truncates it. */
export function sanitiseMailLine(text: string, maxLength: number): string {
  const clean = text.replace(/\s+/gu, ' ').replace(MISLEADING, '').trim();
  return cut(clean, maxLength);
}

function cut(text: string, maxLength: number): string {
  return text.length > maxLength
    ? `${cutText(text, maxLength - 1).trimEnd()}…`
    : text;
}

export interface MailLinks {
  /** The URL of the portal, without a trailing slash. */
  portalUrl: string;
  /** Unsubscribes the recipient from this kind of email, without signing in. */
  unsubscribeUrl: string;
  /** The page of the notification preferences. Absent without the notifications feature. */
  preferencesUrl?: string;
}

export function getNotificationsUrl({ portalUrl }: MailLinks): string {
  return `${portalUrl}/notifications`;
}

/** Returns the URL of a target; undefined if the target is missing or unsafe. */
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

/** The maximum lengths of names, titles and type labels in emails. */
const MAX_NAME = 100;
const MAX_TITLE = 255;
const MAX_LABEL = 150;

/** The labels of urgent severities; others are not shown. */
export const severityLabels: Partial<
  Record<MailedNotification['severity'], string>
> = {
  high: 'High',
  critical: 'Critical',
};

/** Formats the title of a notification in one line, with its count. */
export function formatMailTitle({ title, count }: MailedNotification): string {
  const text = sanitiseMailLine(title, MAX_TITLE) || '(no title)';
  return count > 1 ? `${text} (${count} times)` : text;
}

/** Formats the workspace and project. */
export function formatLocation({
  workspace_name,
  project_name,
}: Pick<MailedNotification, 'workspace_name' | 'project_name'>): string {
  const workspace = sanitiseMailLine(workspace_name, MAX_NAME);
  return project_name === null
    ? workspace
    : `${sanitiseMailLine(project_name, MAX_NAME)} · ${workspace}`;
}

/** Formats the actor, and the time in the recipient's time zone. */
export function formatActorAndTime(
  { actor_name, created_at }: MailedNotification,
  zone: string,
): string {
  const time = DateTime.fromISO(created_at, { zone, locale: 'en-GB' }).toFormat(
    'd MMM yyyy, HH:mm',
  );
  return actor_name === null
    ? time
    : `${sanitiseMailLine(actor_name, MAX_NAME)} · ${time}`;
}

/** @param label - the label of the notification type; undefined for digests */
export function formatMailKind(label: string | undefined): string {
  return label === undefined
    ? 'digests'
    : `“${sanitiseMailLine(label, MAX_LABEL)}” emails`;
}
