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
  RuleEvent,
} from '@callboard/plugin-callboard-node';
import { DateTime } from 'luxon';
import { uniq } from 'lodash';
import { getFieldValue } from '../../../changes/changeEvents';
import { cutText } from '../../../database/text';

/** A rule that notifies users of one kind of change to items or comments. */
interface ItemRule {
  /** The notification type; unread notifications of the same type and item are counted together. */
  type: string;
  name?: string;
  on: NotificationRule['on'];
  reason: string;
  /** Returns the recipients and the texts; undefined if the change concerns nobody. */
  describe: (
    change: ChangeEvent,
    about: { work_item_id: string },
  ) => Pick<RuleEvent, 'to' | 'title' | 'body' | 'is_mention'> | undefined;
  bulkReason: string;
  formatBulkTitle: (count: number, project: string) => string;
}

/**
 * Creates a rule whose notifications link to the item or comment. Notifications of bulk changes
 * link to the project.
 */
export function createItemRule({
  type,
  name = type,
  on,
  reason,
  ...rule
}: ItemRule): NotificationRule {
  return {
    name,
    on,
    toEvent(change, { project }) {
      const isComment = change.entity_type === 'work_item_comment';
      const work_item_id = isComment
        ? String(getFieldValue(change, 'work_item_id'))
        : change.entity_id;
      const about = { work_item_id };
      const described = rule.describe(change, about);
      const buildPath = ({ entity_ref }: { entity_ref: string }) =>
        isComment
          ? buildCommentPath(entity_ref, work_item_id, change.entity_id)
          : buildWorkItemPath(entity_ref, work_item_id);
      return (
        described && {
          type,
          reason,
          about,
          target_url: project && buildPath(project),
          dedupe_key: `${type}:${work_item_id}`,
          ...described,
        }
      );
    },
    bulk: {
      within: 'project',
      toEvent: (changes, { project }) => ({
        type,
        reason: rule.bulkReason,
        title: rule.formatBulkTitle(changes.count, project?.name ?? ''),
        body: formatBulkLabels(changes),
        target_url: project && buildProjectPath(project.entity_ref),
      }),
    },
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
  // Only sources create items of other systems. A person can update those items in Callboard.
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

/** Removes lines that quote another text (`>`), joins the other lines, and shortens the result. */
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
