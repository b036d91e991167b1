import { NewWorkItem, OWN_SOURCE } from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { createId } from '../../../database/ids';
import { ProjectRow } from '../../../access/rows';
import { StateRow } from '../settings/SettingRow';
import { computeProgress } from './computeProgress';
import { formatItemIdentifier } from './readWorkItems';
import { WorkItemRow } from './WorkItemRow';

/** The gap between the `sort_order` of two neighbours on the board. */
export const BOARD_STEP = 65_536;

/** A new item by the actor of a change. */
export function createWorkItemRow(
  change: Change,
  project: ProjectRow,
  {
    number,
    state,
    input,
  }: {
    number: number;
    state: Pick<StateRow, 'id' | 'group'>;
    input: NewWorkItem;
  },
): WorkItemRow {
  const now = new Date(change.now).toISOString();
  return {
    id: createId(change.now),
    workspace_id: project.workspace_id,
    project_id: project.id,
    number,
    identifier: formatItemIdentifier(project.identifier, number),
    title: input.title,
    description: input.description ?? null,
    state_id: state.id,
    state_group: state.group,
    priority: input.priority ?? 'none',
    assignees: [...(input.assignees ?? [])].sort(),
    labels: [...(input.labels ?? [])].sort(),
    estimate_points: input.estimate_points ?? null,
    estimate_time: input.estimate_time ?? null,
    cycle_id: input.cycle_id ?? null,
    module_id: input.module_id ?? null,
    start_date: input.start_date ?? null,
    target_date: input.target_date ?? null,
    parent_id: input.parent_id ?? null,
    // Behind all others on the board.
    sort_order: number * BOARD_STEP,
    created_by: change.actor.user_ref,
    ...computeProgress(null, { state_group: state.group }, now),
    archived_at: null,
    is_draft: input.is_draft ?? false,
    source: OWN_SOURCE,
    external_id: null,
    external_url: null,
    external_updated_at: null,
    external_digest: null,
    version: 1,
    created_at: now,
    updated_at: now,
  };
}
