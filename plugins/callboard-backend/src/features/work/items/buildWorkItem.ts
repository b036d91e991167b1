import {
  NewWorkItem,
  CALLBOARD_SOURCE,
  StateGroup,
  WorkItemPatch,
  WorkState,
} from '@callboard/plugin-callboard-common';
import { FieldProblem } from '../../../http/errors';
import { Change } from '../../../changes/Changes';
import { createId } from '../../../database/ids';
import { ProjectRow } from '../../../access/Caller';
import { formatItemIdentifier, WorkItemRow } from './WorkItemRow';
import { toNextVersion } from '../../../database/Table';

/** The initial gap between the `sort_order` of items with consecutive numbers. */
export const BOARD_STEP = 65_536;

/** Builds the row of a new item, whose author is the actor of the change. */
export function createWorkItemRow(
  change: Pick<Change, 'now' | 'actor'>,
  project: ProjectRow,
  {
    number,
    state,
    input,
  }: {
    number: number;
    state: Pick<WorkState, 'id' | 'group'>;
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
    // After all older items on the board.
    sort_order: number * BOARD_STEP,
    created_by: change.actor.user_ref,
    ...computeProgress(null, { state_group: state.group }, now),
    archived_at: null,
    is_draft: input.is_draft ?? false,
    source: CALLBOARD_SOURCE,
    external_id: null,
    external_url: null,
    external_updated_at: null,
    external_digest: null,
    external_parent_id: null,
    external_state: null,
    version: 1,
    created_at: now,
    updated_at: now,
  };
}

/**
 * Applies a patch to an item and derives when work on it began and ended.
 *
 * @param getStateGroup - returns the group of the state in the patch
 * @param now - milliseconds since 1970
 */
export function patchWorkItem(
  before: WorkItemRow,
  patch: WorkItemPatch,
  getStateGroup: (state_id: string) => StateGroup,
  now: number,
): WorkItemRow {
  const at = new Date(now).toISOString();
  const { archived_at, assignees, labels, ...fields } = patch;
  const after = toNextVersion(before, fields, now);
  // Null empties a list.
  if (assignees !== undefined) after.assignees = [...(assignees ?? [])].sort();
  if (labels !== undefined) after.labels = [...(labels ?? [])].sort();
  if (archived_at !== undefined) {
    after.archived_at = archived_at && (before.archived_at ?? at);
  }
  if (after.state_id !== before.state_id) {
    after.state_group = getStateGroup(after.state_id);
  }
  return { ...after, ...computeProgress(before, after, at) };
}

/** When work on an item began and ended. */
type Progress = Pick<WorkItemRow, 'started_at' | 'completed_at'>;

/**
 * Derives from the new state of an item when work on it began and ended.
 *
 * An item is started when it first enters a started state. This start stays when the item returns
 * to the backlog or is reopened, because the cycle time begins with it. An item that was started
 * before Callboard recorded starts has no start.
 *
 * An item is completed while it is in a completed state. It is never completed before its start: a
 * source's earlier completion time moves the start back.
 *
 * @param before - null for a new item
 * @param at - when the state was entered, if it changed
 * @param completedAt - when the item was completed according to its source
 */
export function computeProgress(
  before: (Pick<WorkItemRow, 'state_group'> & Progress) | null,
  { state_group }: Pick<WorkItemRow, 'state_group'>,
  at: string,
  completedAt?: string | null,
): Progress {
  const hasEntered = state_group !== before?.state_group;
  const started_at =
    before?.started_at ?? (hasEntered && state_group === 'started' ? at : null);
  if (state_group !== 'completed') {
    return { started_at, completed_at: null };
  }
  const completed_at = completedAt ?? (hasEntered ? at : before!.completed_at);
  const isReversed =
    started_at !== null && completed_at !== null && completed_at < started_at;
  return { started_at: isReversed ? completed_at : started_at, completed_at };
}

/** Reports a problem if the last day is before the first. */
export function findReversedDays(
  first: string | null | undefined,
  last: string | null | undefined,
  field: string,
): FieldProblem[] {
  return first && last && last < first
    ? [{ field, reason: 'must not be before start_date' }]
    : [];
}

/** Reports a problem if the target date is before the start date. */
export function findDateProblems(
  item: { start_date?: string | null; target_date?: string | null },
  field = 'body.target_date',
): FieldProblem[] {
  return findReversedDays(item.start_date, item.target_date, field);
}

export function hasDateFields(patch: object): boolean {
  return 'start_date' in patch || 'target_date' in patch;
}
