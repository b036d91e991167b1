import {
  NotificationDeclarations,
  NotificationRule,
  EventTexts,
} from '@callboard/plugin-callboard-node';
import {
  buildProjectPath,
  ChangeEvent,
  CALLBOARD_SOURCE,
} from '@callboard/plugin-callboard-common';
import { difference } from 'lodash';
import { createImportFinishedRule } from '../../../imports/ImportReport';
import { listMentionedRefs } from '../comments/resolveMentions';
import {
  diffTextList,
  findFieldChange,
  findRecordedName,
  getFieldValue,
} from '../../../changes/changeEvents';
import {
  createItemRule,
  isCompletedImport,
  isOldComment,
  describeChange,
  getPersonName,
  quote,
  formatLongDate,
} from './itemEvents';

const mentionTexts = {
  type: 'work_item.mentioned',
  reason: 'The text mentions you by name.',
  bulkReason: 'The texts mention you by name.',
  formatBulkTitle: (count: number, project: string) =>
    `You were mentioned ${count} times in ${project}`,
};

const mentionRules: readonly NotificationRule[] = [
  createItemRule({
    ...mentionTexts,
    on: ['work_item.create', 'work_item.update'],
    describe(change) {
      const description = findFieldChange(change, 'description');
      // Mentions in items of other systems do not use Callboard's user references.
      const isFromCallboard =
        getFieldValue(change, 'source') === CALLBOARD_SOURCE;
      const people = difference(
        getMentionedRefs(description?.after),
        getMentionedRefs(description?.before),
      );
      return people.length === 0 || !isFromCallboard
        ? undefined
        : describeMention(change, people, description?.after);
    },
  }),
  createItemRule({
    ...mentionTexts,
    name: 'work_item_comment.mentioned',
    on: ['work_item_comment.create', 'work_item_comment.update'],
    describe(change) {
      const { added } = diffTextList(change, 'mentions');
      const people = difference(added, getCommentAuthors(change));
      return people.length === 0 || isOldComment(change)
        ? undefined
        : describeMention(change, people, getFieldValue(change, 'body'));
    },
  }),
];

function describeMention(
  change: ChangeEvent,
  people: readonly string[],
  text: unknown,
) {
  const person = getPersonName(change);
  return {
    to: { people },
    title: person
      ? `${person} mentioned you in ${change.entity_label}`
      : `You were mentioned in ${change.entity_label}`,
    body: quote(text),
    is_mention: true,
  };
}

/**
 * Lists the author of a comment, if Callboard knows them. The actor of a comment from an external
 * source is the source.
 */
function getCommentAuthors(change: ChangeEvent): string[] {
  const author = getFieldValue(change, 'author_ref');
  return typeof author === 'string' ? [author] : [];
}

function getMentionedRefs(text: unknown): string[] {
  return typeof text === 'string' ? listMentionedRefs(text) : [];
}

const assignmentRules: readonly NotificationRule[] = [
  createItemRule({
    type: 'work_item.assigned',
    on: ['work_item.create', 'work_item.update'],
    reason: 'The work item was assigned to you.',
    describe(change) {
      const { added } = diffTextList(change, 'assignees');
      return added.length === 0 || isCompletedImport(change)
        ? undefined
        : {
            to: { people: added },
            title: `Assigned to you: ${change.entity_label}`,
            body: describeChange(change, 'assigned it to you'),
          };
    },
    bulkReason: 'The work items were assigned to you.',
    formatBulkTitle: count => `${count} work items were assigned to you`,
  }),
  createItemRule({
    type: 'work_item.unassigned',
    on: ['work_item.update'],
    reason: 'The work item was assigned to you before.',
    describe(change) {
      const { removed } = diffTextList(change, 'assignees');
      return removed.length === 0
        ? undefined
        : {
            to: { people: removed },
            title: `No longer assigned to you: ${change.entity_label}`,
            body: describeChange(change, 'unassigned you'),
          };
    },
    bulkReason: 'The work items were assigned to you before.',
    formatBulkTitle: count =>
      `${count} work items are no longer assigned to you`,
  }),
];

const followerReasons = {
  reason:
    'You are the assignee or author of the work item, or follow it or its project.',
  bulkReason:
    'You are the assignee or author of some of the work items, or follow them or their project.',
};

type FieldValues = NonNullable<ReturnType<typeof findFieldChange>>;

const followerRules: readonly NotificationRule[] = [
  createItemRule({
    ...followerReasons,
    type: 'work_item.commented',
    on: ['work_item_comment.create'],
    describe(change, about) {
      const authorName = getFieldValue(change, 'author_name');
      return isOldComment(change)
        ? undefined
        : {
            to: {
              followers_of: about,
              except: getCommentAuthors(change),
            },
            title: `${authorName} commented on ${change.entity_label}`,
            body: quote(getFieldValue(change, 'body')),
          };
    },
    formatBulkTitle: (count, project) => `${count} new comments in ${project}`,
  }),
  createItemRule({
    ...followerReasons,
    type: 'work_item.state_changed',
    on: ['work_item.update'],
    describe(change, about) {
      const state = findFieldChange(change, 'state_id');
      const from = findRecordedName(change, state?.before);
      const to = findRecordedName(change, state?.after);
      return (
        state && {
          to: { followers_of: about },
          title: `${to ? `Moved to ${to}` : 'Moved'}: ${change.entity_label}`,
          body: describeChange(
            change,
            from ? `moved it from ${from}` : 'moved it',
          ),
        }
      );
    },
    formatBulkTitle: (count, project) =>
      `${count} work items in ${project} changed state`,
  }),
  createItemRule({
    ...followerReasons,
    type: 'work_item.due_date_changed',
    on: ['work_item.update'],
    describe(change, about) {
      const dates = findFieldChange(change, 'target_date');
      return (
        dates && {
          to: { followers_of: about },
          ...describeDueDate(change, dates),
        }
      );
    },
    formatBulkTitle: (count, project) =>
      `The due dates of ${count} work items in ${project} changed`,
  }),
];

function describeDueDate(
  change: ChangeEvent,
  { before, after }: FieldValues,
): EventTexts {
  const { entity_label } = change;
  const oldDate =
    typeof before === 'string' ? formatLongDate(before) : undefined;
  return typeof after === 'string'
    ? {
        title: `Due on ${formatLongDate(after)}: ${entity_label}`,
        body: describeChange(
          change,
          oldDate ? `moved the due date from ${oldDate}` : 'set the due date',
        ),
      }
    : {
        title: `Due date removed: ${entity_label}`,
        body: describeChange(
          change,
          oldDate ? `removed ${oldDate}` : 'removed it',
        ),
      };
}

/**
 * Notification types and rules of work items. Mentions come first, because only the first matching
 * rule notifies a user.
 */
export const workNotifications: NotificationDeclarations = {
  types: [
    { type: 'work_item.assigned', label: 'Assigned to a work item' },
    {
      type: 'work_item.imported',
      label: 'Work item import finished',
      channels: { email: false },
    },
    {
      type: 'work_item.unassigned',
      label: 'No longer assigned to a work item',
      channels: { email: false },
    },
    {
      type: 'work_item.mentioned',
      label: 'Mentioned in a work item or comment',
    },
    {
      type: 'work_item.commented',
      label: 'New comment on a work item you follow',
    },
    {
      type: 'work_item.state_changed',
      label: 'State change of a work item you follow',
      channels: { email: false },
    },
    {
      type: 'work_item.due_date_changed',
      label: 'Due date change of a work item you follow',
      channels: { email: false },
    },
    { type: 'work_item.due_tomorrow', label: 'Work items due tomorrow' },
    { type: 'work_item.overdue', label: 'Overdue work items' },
  ],
  rules: [
    ...mentionRules,
    ...assignmentRules,
    ...followerRules,
    createImportFinishedRule({
      entityType: 'work_item',
      type: 'work_item.imported',
      title: 'Work item import finished',
      getTargetPath: (slug, { project }) =>
        project
          ? buildProjectPath(project.entity_ref)
          : `/my-work?workspace=${slug}`,
    }),
  ],
};
