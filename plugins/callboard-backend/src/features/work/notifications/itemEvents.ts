import {
  ChangeEvent,
  CALLBOARD_SOURCE,
  buildProjectPath,
  buildCommentPath,
  buildWorkItemPath,
} from '@callboard/plugin-callboard-common';
import {
  BulkChanges,
  NotificationRule,
  ChangeScope,
} from '@callboard/plugin-callboard-node';
import { DateTime } from 'luxon';
import { uniq } from 'lodash';
import { getFieldValue } from '../../../changes/changeEvents';
import { cutText } from '../../../database/text';

/**
 * Builds the common fields of all notifications about one work item.
 *
 * @param type - the notification type; unread notifications of the same type and item are counted
 * together
 */
export function createItemEvent(
  type: string,
  { entity_id }: ChangeEvent,
  { project }: ChangeScope,
) {
  return {
    type,
    about: { work_item_id: entity_id },
    target_url: project && buildWorkItemPath(project.entity_ref, entity_id),
    dedupe_key: `${type}:${entity_id}`,
  };
}

/**
 * Builds the common fields of all notifications about one comment.
 *
 * @param type - the notification type; unread notifications of the same type and item are counted
 * together
 */
export function createCommentEvent(
  type: string,
  change: ChangeEvent,
  { project }: ChangeScope,
) {
  const work_item_id = String(getFieldValue(change, 'work_item_id'));
  return {
    type,
    about: { work_item_id },
    target_url:
      project &&
      buildCommentPath(project.entity_ref, work_item_id, change.entity_id),
    dedupe_key: `${type}:${work_item_id}`,
  };
}

/**
 * Creates the bulk part of a rule, which summarises changes to the work items of a project.
 *
 * @param formatTitle - the title for a number of items and a project name
 */
export function createBulkItemRule(
  type: string,
  reason: string,
  formatTitle: (count: number, project: string) => string,
): NotificationRule['bulk'] {
  return {
    within: 'project',
    toEvent: (changes, { project }) => ({
      type,
      reason,
      title: formatTitle(changes.count, project?.name ?? ''),
      body: formatBulkLabels(changes),
      target_url: project && buildProjectPath(project.entity_ref),
    }),
  };
}

/** The maximum age of an imported comment that users are notified of. */
const MAX_COMMENT_AGE_MS = 86_400_000;

/** Whether a source imports an old comment. */
export function isOldComment(change: ChangeEvent): boolean {
  const written = Date.parse(String(getFieldValue(change, 'created_at')));
  return (
    change.action === 'create' &&
    Date.parse(change.created_at) - written > MAX_COMMENT_AGE_MS
  );
}

/** Whether a source, and not a person, assigns an item that is already completed. */
export function isCompletedImport(change: ChangeEvent): boolean {
  // Only sources create such items. A person can update them in Callboard.
  const isMadeBySource = change.action === 'create' || !getPersonName(change);
  return (
    Boolean(getFieldValue(change, 'completed_at')) &&
    getFieldValue(change, 'source') !== CALLBOARD_SOURCE &&
    isMadeBySource
  );
}

/** The maximum number of characters that a notification quotes. */
const MAX_QUOTED = 300;

/** Returns the name of the person who made a change; undefined for services. */
export function getPersonName({ actor }: ChangeEvent): string | undefined {
  return actor.user_ref.startsWith('user:') ? actor.display_name : undefined;
}

/**
 * Formats a sentence about what a person did; null for services.
 *
 * @param action - in the past tense, such as `moved it`
 */
export function describeChange(
  change: ChangeEvent,
  action: string,
): string | null {
  const person = getPersonName(change);
  return person ? `${person} ${action}.` : null;
}

/** Formats a text as one line without quoted lines, and shortens it. */
export function quote(text: unknown): string | null {
  if (typeof text !== 'string' || text.trim() === '') {
    return null;
  }
  const unquotedText = text.replace(/^[ \t]*>.*$/gm, '').trim() || text;
  const line = unquotedText.replace(/\s+/g, ' ').trim();
  return line.length > MAX_QUOTED ? `${cutText(line, MAX_QUOTED - 1)}…` : line;
}

/** Formats a calendar date, such as "24 November 2026". */
export function formatLongDate(date: string): string {
  return DateTime.fromISO(date).setLocale('en-GB').toFormat('d MMMM yyyy');
}

/** Lists the labels of the first entities of a bulk action, and the number of further entities. */
function formatBulkLabels({ first, count }: BulkChanges): string | null {
  const labels = uniq(first.flatMap(({ entity_label }) => entity_label ?? []));
  const unlisted = count - first.length;
  const lines = unlisted > 0 ? [...labels, `and ${unlisted} more`] : labels;
  return lines.length > 0 ? lines.join('\n') : null;
}
