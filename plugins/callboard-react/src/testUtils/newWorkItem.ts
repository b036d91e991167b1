import type { WorkItem } from '@callboard/plugin-callboard-common';
import { toFakeId } from './toFakeId';
import { stored } from './stored';

/** A work item of the first project of a fake, in its first state. @internal */
export function newWorkItem(
  number: number,
  values: Partial<WorkItem>,
): WorkItem {
  return {
    ...stored('item', number),
    project_id: toFakeId('project', 1),
    identifier: `PAY-${number}`,
    title: `Item ${number}`,
    description: null,
    state_id: toFakeId('state', 1),
    state_group: 'backlog',
    priority: 'none',
    assignees: [],
    labels: [],
    estimate_points: null,
    estimate_time: null,
    cycle_id: null,
    module_id: null,
    start_date: null,
    target_date: null,
    parent_id: null,
    sort_order: number * 65_536,
    created_by: 'user:default/max.member',
    completed_at: null,
    archived_at: null,
    is_draft: false,
    source: 'callboard',
    external_id: null,
    external_url: null,
    ...values,
  };
}
