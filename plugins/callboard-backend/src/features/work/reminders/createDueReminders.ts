import {
  buildProjectPath,
  buildWorkItemPath,
} from '@callboard/plugin-callboard-common';
import { groupBy } from 'lodash';
import { NotificationEvent } from '../../notifications/dispatch/NotificationEvent';
import { formatItemIdentifier } from '../items/readWorkItems';
import { DueItem } from './dueItems';

/** Creates the reminders of some people: one notification event per project and kind. */
export function createDueReminders(
  workspace_id: string,
  items: readonly DueItem[],
  at: number,
): NotificationEvent[] {
  const alike = groupBy(items, ({ user_ref, project_id, is_overdue }) =>
    [user_ref, project_id, is_overdue].join(' '),
  );
  return Object.values(alike).map(group => ({
    ...formatReminder(group),
    workspace_id,
    project_id: group[0].project_id,
    visibility: 'project',
    severity: group[0].is_overdue ? 'high' : 'normal',
    meta: {},
    actor_ref: null,
    rule: 'work_item.due',
    at,
    is_mention: false,
    to: { refs: [group[0].user_ref] },
    except: [],
  }));
}

function formatReminder(items: readonly DueItem[]) {
  const [{ is_overdue, count, project_id, project_name, entity_ref }] = items;
  const type = is_overdue ? 'work_item.overdue' : 'work_item.due_tomorrow';
  if (count === 1) {
    const [item] = items;
    return {
      type,
      title: `${is_overdue ? 'Overdue' : 'Due tomorrow'}: ${formatItemLabel(
        item,
      )}`,
      body: null,
      target_url: buildWorkItemPath(entity_ref, item.work_item_id),
      reason: 'You are the assignee or author of the work item.',
      dedupe_key: `${type}:${item.work_item_id}`,
      about: { work_item_id: item.work_item_id },
    };
  }
  const more = count - items.length;
  return {
    type,
    title: `${count} work items in ${project_name} are ${
      is_overdue ? 'overdue' : 'due tomorrow'
    }`,
    body: [
      ...items.map(formatItemLabel),
      ...(more > 0 ? [`and ${more} more`] : []),
    ].join('\n'),
    target_url: buildProjectPath(entity_ref),
    reason: 'You are the assignee or author of the work items.',
    dedupe_key: `${type}:${project_id}`,
    about: null,
  };
}

function formatItemLabel({ identifier, number, title }: DueItem): string {
  return `${formatItemIdentifier(identifier, number)} ${title}`;
}
