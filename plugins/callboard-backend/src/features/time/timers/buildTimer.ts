import { NewTimer } from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { projectSettings } from '../../../core/projects/projectSettings';
import { WorkspaceRow } from '../../../core/workspaces/WorkspaceRow';
import { createId } from '../../../database/ids';
import { LoggableItem } from '../worklogs/LoggableItems';
import { TimerRow } from './TimerRow';

/** The item of a timer and its workspace. */
export interface TimerTarget {
  item: LoggableItem;
  workspace: WorkspaceRow;
}

/**
 * A new timer for the actor.
 *
 * @param begin - its start, milliseconds since 1970
 */
export function buildTimer(
  { now, actor }: Change,
  target: TimerTarget,
  { description, is_billable }: NewTimer,
  begin: number,
): TimerRow {
  const { is_billable_by_default } = projectSettings.parseValues(
    target.item.project.settings,
  );
  return {
    id: createId(now),
    user_ref: actor.user_ref,
    ...toTimedItem(target),
    started_at: new Date(begin).toISOString(),
    description: description ?? null,
    is_billable: is_billable ?? is_billable_by_default,
    version: 1,
    created_at: new Date(now).toISOString(),
    updated_at: new Date(now).toISOString(),
  };
}

/** The fields of a timer that describe its item. */
export function toTimedItem({ item, workspace }: TimerTarget) {
  return {
    workspace_id: workspace.id,
    workspace_slug: workspace.slug,
    project_id: item.project.id,
    project_name: item.project.name,
    project_identifier: item.project.identifier,
    project_access: item.project.access,
    work_item_id: item.id,
    identifier: item.identifier,
    title: item.title,
  };
}
