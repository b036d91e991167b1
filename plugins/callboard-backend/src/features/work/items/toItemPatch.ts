import {
  MAX_ASSIGNEES,
  MAX_LABELS,
  WorkItemBulkUpdate,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import { difference, omit, union } from 'lodash';
import { FieldProblem } from '../../../http/errors';
import { WorkItemRow } from './WorkItemRow';

const lists = [
  ['assignees', 'add_assignees', 'remove_assignees'],
  ['labels', 'add_labels', 'remove_labels'],
] as const;

const maxLengths = { assignees: MAX_ASSIGNEES, labels: MAX_LABELS } as const;

/** The patch of one item in a bulk update, based on its own assignees and labels. */
export function toItemPatch(
  item: Pick<WorkItemRow, 'assignees' | 'labels'>,
  changes: WorkItemBulkUpdate['changes'],
): WorkItemPatch {
  const patch: WorkItemPatch = omit(changes, [
    'add_assignees',
    'remove_assignees',
    'add_labels',
    'remove_labels',
  ]);
  for (const [field, add, remove] of lists) {
    if (changes[add] || changes[remove]) {
      const set = changes[field] === undefined ? item[field] : changes[field];
      patch[field] = difference(
        union(set, changes[add]),
        changes[remove] ?? [],
      );
    }
  }
  return patch;
}

/** Reports too many assignees or labels of an item. */
export function findListProblems(
  item: Pick<WorkItemRow, 'assignees' | 'labels'>,
  field: string,
): FieldProblem[] {
  return (['assignees', 'labels'] as const)
    .filter(list => item[list].length > maxLengths[list])
    .map(list => ({
      field,
      reason: `must have at most ${maxLengths[list]} ${list}`,
    }));
}
