import { NotificationRule } from '@callboard/plugin-callboard-node';
import { listChange } from '../../../changes/fieldsOf';
import { isOldWork } from './isHistory';
import { createItemEvent } from './createItemEvent';
import { createBulkItemRule } from './createBulkItemRule';
import { describeChange } from './wording';

/** Rules that notify users of new and removed assignments. */
export const assignmentRules: readonly NotificationRule[] = [
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
    together: createBulkItemRule(
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
    together: createBulkItemRule(
      'work_item.unassigned',
      'The work items were assigned to you before.',
      count => `${count} work items are no longer assigned to you`,
    ),
  },
];
