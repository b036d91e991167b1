import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { EventTexts, NotificationRule } from '@callboard/plugin-callboard-node';
import {
  findFieldChange,
  findRecordedName,
  getFieldValue,
} from '../../../changes/changeEvents';
import {
  createCommentEvent,
  isOldComment,
  describeChange,
  formatLongDate,
  quote,
  createBulkItemRule,
  createItemEvent,
} from './itemEvents';

const reason =
  'You are the assignee or author of the work item, or follow it or its project.';
const bulkReason =
  'You are the assignee or author of some of the work items, or follow them or their project.';

/** Rules that notify followers of changes to work items. */
export const followerRules: readonly NotificationRule[] = [
  {
    name: 'work_item.commented',
    on: ['work_item_comment.create'],
    toEvent(change, scope) {
      const ruleEvent = createCommentEvent(
        'work_item.commented',
        change,
        scope,
      );
      const author = getFieldValue(change, 'author_ref');
      return isOldComment(change)
        ? undefined
        : {
            ...ruleEvent,
            to: {
              followers_of: ruleEvent.about,
              except: typeof author === 'string' ? [author] : [],
            },
            title: `${getFieldValue(change, 'author_name')} commented on ${
              change.entity_label
            }`,
            body: quote(getFieldValue(change, 'body')),
            reason,
          };
    },
    bulk: createBulkItemRule(
      'work_item.commented',
      bulkReason,
      (count, project) => `${count} new comments in ${project}`,
    ),
  },
  {
    name: 'work_item.state_changed',
    on: ['work_item.update'],
    toEvent(change, scope) {
      const state = findFieldChange(change, 'state_id');
      const [from, to] = [state?.before, state?.after].map(id =>
        findRecordedName(change, id),
      );
      const ruleEvent = createItemEvent(
        'work_item.state_changed',
        change,
        scope,
      );
      return state === undefined
        ? undefined
        : {
            ...ruleEvent,
            to: { followers_of: ruleEvent.about },
            title: `${to ? `Moved to ${to}` : 'Moved'}: ${change.entity_label}`,
            body: describeChange(
              change,
              from ? `moved it from ${from}` : 'moved it',
            ),
            reason,
          };
    },
    bulk: createBulkItemRule(
      'work_item.state_changed',
      bulkReason,
      (count, project) => `${count} work items in ${project} changed state`,
    ),
  },
  {
    name: 'work_item.due_date_changed',
    on: ['work_item.update'],
    toEvent(change, scope) {
      const date = findFieldChange(change, 'target_date');
      const ruleEvent = createItemEvent(
        'work_item.due_date_changed',
        change,
        scope,
      );
      return date === undefined
        ? undefined
        : {
            ...ruleEvent,
            to: { followers_of: ruleEvent.about },
            ...describeDueDate(change, date),
            reason,
          };
    },
    bulk: createBulkItemRule(
      'work_item.due_date_changed',
      bulkReason,
      (count, project) =>
        `The due dates of ${count} work items in ${project} changed`,
    ),
  },
];

function describeDueDate(
  change: ChangeEvent,
  { before, after }: { before: unknown; after: unknown },
): EventTexts {
  const { entity_label } = change;
  const was = typeof before === 'string' ? formatLongDate(before) : undefined;
  return typeof after === 'string'
    ? {
        title: `Due on ${formatLongDate(after)}: ${entity_label}`,
        body: describeChange(
          change,
          was ? `moved the due date from ${was}` : 'set the due date',
        ),
      }
    : {
        title: `Due date removed: ${entity_label}`,
        body: describeChange(change, was ? `removed ${was}` : 'removed it'),
      };
}
