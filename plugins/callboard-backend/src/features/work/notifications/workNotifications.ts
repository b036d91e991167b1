import {
  NotificationDeclarations,
  NotificationTypeDeclaration,
  NotificationRule,
  EventTexts,
} from '@callboard/plugin-callboard-node';
import {
  buildProjectPath,
  ChangeEvent,
  CALLBOARD_SOURCE,
} from '@callboard/plugin-callboard-common';
import { createImportFinishedRule } from '../../../imports/ImportReport';
import { listMentionedRefs } from '../comments/MentionedPeople';
import {
  diffTextList,
  findFieldChange,
  findRecordedName,
  getFieldValue,
} from '../../../changes/changeEvents';
import {
  createBulkItemRule,
  isCompletedImport,
  isOldComment,
  describeChange,
  getPersonName,
  quote,
  formatLongDate,
  createCommentEvent,
  createItemEvent,
} from './itemEvents';

const mentionType = 'work_item.mentioned';
const mentionReason = 'The text mentions you by name.';

const mentionBulk = createBulkItemRule(
  mentionType,
  'The texts mention you by name.',
  (count, project) => `You were mentioned ${count} times in ${project}`,
);

/** Rules that notify users whom a text newly mentions. */
const mentionRules: readonly NotificationRule[] = [
  {
    name: 'work_item.mentioned',
    on: ['work_item.create', 'work_item.update'],
    toEvent(change, scope) {
      const description = findFieldChange(change, 'description');
      // Mentions in items of other systems do not use Callboard's user references.
      const isFromCallboard =
        getFieldValue(change, 'source') === CALLBOARD_SOURCE;
      const before = getMentionedRefs(description?.before);
      const people = getMentionedRefs(description?.after).filter(
        ref => !before.includes(ref),
      );
      return people.length === 0 || !isFromCallboard
        ? undefined
        : {
            ...createItemEvent(mentionType, change, scope),
            to: { people },
            title: formatMentionTitle(change),
            body: quote(description?.after),
            reason: mentionReason,
            is_mention: true,
          };
    },
    bulk: mentionBulk,
  },
  {
    name: 'work_item_comment.mentioned',
    on: ['work_item_comment.create', 'work_item_comment.update'],
    toEvent(change, scope) {
      const { added } = diffTextList(change, 'mentions');
      return added.length === 0 || isOldComment(change)
        ? undefined
        : {
            ...createCommentEvent(mentionType, change, scope),
            to: { people: added },
            title: formatMentionTitle(change),
            body: quote(getFieldValue(change, 'body')),
            reason: mentionReason,
            is_mention: true,
          };
    },
    bulk: mentionBulk,
  },
];

function formatMentionTitle(change: ChangeEvent): string {
  const person = getPersonName(change);
  return person
    ? `${person} mentioned you in ${change.entity_label}`
    : `You were mentioned in ${change.entity_label}`;
}

function getMentionedRefs(text: unknown): string[] {
  return typeof text === 'string' ? listMentionedRefs(text) : [];
}

/** Rules that notify users of new and removed assignments. */
const assignmentRules: readonly NotificationRule[] = [
  {
    name: 'work_item.assigned',
    on: ['work_item.create', 'work_item.update'],
    toEvent(change, scope) {
      const { added } = diffTextList(change, 'assignees');
      return added.length === 0 || isCompletedImport(change)
        ? undefined
        : {
            ...createItemEvent('work_item.assigned', change, scope),
            to: { people: added },
            title: `Assigned to you: ${change.entity_label}`,
            body: describeChange(change, 'assigned it to you'),
            reason: 'The work item was assigned to you.',
          };
    },
    bulk: createBulkItemRule(
      'work_item.assigned',
      'The work items were assigned to you.',
      count => `${count} work items were assigned to you`,
    ),
  },
  {
    name: 'work_item.unassigned',
    on: ['work_item.update'],
    toEvent(change, scope) {
      const { removed } = diffTextList(change, 'assignees');
      return removed.length === 0
        ? undefined
        : {
            ...createItemEvent('work_item.unassigned', change, scope),
            to: { people: removed },
            title: `No longer assigned to you: ${change.entity_label}`,
            body: describeChange(change, 'unassigned you'),
            reason: 'The work item was assigned to you before.',
          };
    },
    bulk: createBulkItemRule(
      'work_item.unassigned',
      'The work items were assigned to you before.',
      count => `${count} work items are no longer assigned to you`,
    ),
  },
];

const followerReason =
  'You are the assignee or author of the work item, or follow it or its project.';
const bulkFollowerReason =
  'You are the assignee or author of some of the work items, or follow them or their project.';

/** A field before and after a change. */
type FieldValues = NonNullable<ReturnType<typeof findFieldChange>>;

/** Rules that notify followers of changes to work items. */
const followerRules: readonly NotificationRule[] = [
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
            reason: followerReason,
          };
    },
    bulk: createBulkItemRule(
      'work_item.commented',
      bulkFollowerReason,
      (count, project) => `${count} new comments in ${project}`,
    ),
  },
  createFieldRule(
    'work_item.state_changed',
    'state_id',
    (change, { before, after }) => {
      const [from, to] = [before, after].map(id =>
        findRecordedName(change, id),
      );
      return {
        title: `${to ? `Moved to ${to}` : 'Moved'}: ${change.entity_label}`,
        body: describeChange(
          change,
          from ? `moved it from ${from}` : 'moved it',
        ),
      };
    },
    (count, project) => `${count} work items in ${project} changed state`,
  ),
  createFieldRule(
    'work_item.due_date_changed',
    'target_date',
    describeDueDate,
    (count, project) =>
      `The due dates of ${count} work items in ${project} changed`,
  ),
];

/** Creates the rule that notifies followers of changes to one field of an item. */
function createFieldRule(
  type: string,
  field: string,
  describe: (change: ChangeEvent, values: FieldValues) => EventTexts,
  formatBulkTitle: (count: number, project: string) => string,
): NotificationRule {
  return {
    name: type,
    on: ['work_item.update'],
    toEvent(change, scope) {
      const values = findFieldChange(change, field);
      const ruleEvent = createItemEvent(type, change, scope);
      return (
        values && {
          ...ruleEvent,
          to: { followers_of: ruleEvent.about },
          ...describe(change, values),
          reason: followerReason,
        }
      );
    },
    bulk: createBulkItemRule(type, bulkFollowerReason, formatBulkTitle),
  };
}

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

/** The notification types of work items. */
const workNotificationTypes: readonly NotificationTypeDeclaration[] = [
  {
    type: 'work_item.assigned',
    label: 'Assigned to a work item',
  },
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
  {
    type: 'work_item.due_tomorrow',
    label: 'Work items due tomorrow',
  },
  {
    type: 'work_item.overdue',
    label: 'Overdue work items',
  },
];

/**
 * Notification types and rules of work items. Mentions come first, because only the first matching
 * rule notifies a user.
 */
export const workNotifications: NotificationDeclarations = {
  types: workNotificationTypes,
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
