import {
  NotificationDeclarations,
  NotificationTypeDeclaration,
  NotificationRule,
} from '@callboard/plugin-callboard-node';
import {
  ChangeEvent,
  CALLBOARD_SOURCE,
} from '@callboard/plugin-callboard-common';
import { listMentionedRefs } from '../comments/MentionedPeople';
import {
  listChange,
  findFieldChange,
  getFieldValue,
} from '../../../changes/changeEvents';
import {
  createBulkItemRule,
  isOldWork,
  isOldComment,
  describeChange,
  getPersonName,
  quote,
  createCommentEvent,
  createItemEvent,
} from './itemEvents';
import { followerRules } from './followerRules';

const type = 'work_item.mentioned';
const reason = 'The text mentions you by name.';

const bulk = createBulkItemRule(
  type,
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
      const isOwn = getFieldValue(change, 'source') === CALLBOARD_SOURCE;
      const before = getMentionedRefs(description?.before);
      const people = getMentionedRefs(description?.after).filter(
        ref => !before.includes(ref),
      );
      return people.length === 0 || !isOwn
        ? undefined
        : {
            ...createItemEvent(type, change, scope),
            to: { people },
            title: formatMentionTitle(change),
            body: quote(description?.after),
            reason,
            is_mention: true,
          };
    },
    bulk,
  },
  {
    name: 'work_item_comment.mentioned',
    on: ['work_item_comment.create', 'work_item_comment.update'],
    toEvent(change, scope) {
      const { added } = listChange(change, 'mentions');
      return added.length === 0 || isOldComment(change)
        ? undefined
        : {
            ...createCommentEvent(type, change, scope),
            to: { people: added },
            title: formatMentionTitle(change),
            body: quote(getFieldValue(change, 'body')),
            reason,
            is_mention: true,
          };
    },
    bulk,
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
      const { added } = listChange(change, 'assignees');
      return added.length === 0 || isOldWork(change)
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
      const { removed } = listChange(change, 'assignees');
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

/** The notification types of work. */
const workNotificationTypes: readonly NotificationTypeDeclaration[] = [
  {
    type: 'work_item.assigned',
    label: 'Assigned to a work item',
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
 * Notification types and rules of work. Mentions come first, because a user is notified by the
 * first matching rule only.
 */
export const workNotifications: NotificationDeclarations = {
  types: workNotificationTypes,
  rules: [...mentionRules, ...assignmentRules, ...followerRules],
};
