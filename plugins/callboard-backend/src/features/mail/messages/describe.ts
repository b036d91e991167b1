import { DateTime } from 'luxon';
import { MailedNotification } from '../MailSource';
import { sanitiseMailLine } from './plainText';

/** The API allows longer names; emails show a line or two. */
const MAX_NAME = 100;
const MAX_TITLE = 255;

const severityLabels: Partial<Record<MailedNotification['severity'], string>> =
  {
    high: 'High',
    critical: 'Critical',
  };

/** The label of an unusual severity. */
export function getSeverityLabel({
  severity,
}: MailedNotification): string | undefined {
  return severityLabels[severity];
}

/** The title in one line, with its count. */
export function formatMailTitle({ title, count }: MailedNotification): string {
  const text = sanitiseMailLine(title, MAX_TITLE) || '(no title)';
  return count > 1 ? `${text} (${count} times)` : text;
}

/** The workspace and project. */
export function formatLocation({
  workspace_name,
  project_name,
}: Pick<MailedNotification, 'workspace_name' | 'project_name'>): string {
  const workspace = sanitiseMailLine(workspace_name, MAX_NAME);
  return project_name === null
    ? workspace
    : `${sanitiseMailLine(project_name, MAX_NAME)} · ${workspace}`;
}

/** The actor, and the time in the reader's zone. */
export function formatActorAndTime(
  { actor_name, created_at }: MailedNotification,
  zone: string,
): string {
  const when = DateTime.fromISO(created_at, { zone, locale: 'en-GB' }).toFormat(
    'd MMM yyyy, HH:mm',
  );
  return actor_name === null
    ? when
    : `${sanitiseMailLine(actor_name, MAX_NAME)} · ${when}`;
}

/** Names the zone of the times in an email. */
export function formatZoneNote(zone: string): string {
  return `Times are in ${zone}.`;
}
