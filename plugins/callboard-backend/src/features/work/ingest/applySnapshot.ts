import {
  IngestedCycle,
  IngestedLabel,
  IngestedWorkItem,
} from '@callboard/plugin-callboard-common';
import { isUndefined, omitBy, pick } from 'lodash';
import { StateRow } from '../settings/SettingRow';
import { computeProgress } from '../items/computeProgress';
import { WorkItemRow } from '../items/WorkItemRow';

/** The settings of an item's project, by name or by the source's id. */
export interface ProjectSettings {
  /** In board order. */
  states: readonly StateRow[];
  /** Undefined if the source has deleted the label. */
  findLabelId(label: string | IngestedLabel): string | undefined;
  findCycleId(cycle: string | IngestedCycle): string | undefined;
  /** Whether a user can see the project; everybody can see an open one. */
  canSee(user_ref: string): boolean;
}

/** Fields that are copied unchanged. */
const same = [
  'title',
  'description',
  'estimate_points',
  'estimate_time',
  'start_date',
  'target_date',
  'external_url',
] as const;

/**
 * Applies a source's snapshot to an item. Fields that the snapshot omits stay unchanged.
 *
 * @param before - the stored item, or the defaults of a new one
 * @param as - `at`: the current instant; `isNew`: whether the item was unknown
 */
export function applySnapshot(
  before: WorkItemRow,
  snapshot: IngestedWorkItem,
  settings: ProjectSettings,
  { digest, at, isNew }: { digest: string; at: string; isNew: boolean },
): WorkItemRow {
  const { assignees, labels, cycle, created_by, created_at } = snapshot;
  const state = chooseState(before, snapshot, settings);
  const after: WorkItemRow = {
    ...before,
    ...omitBy(pick(snapshot, same), isUndefined),
    state_id: state.id,
    state_group: state.group,
    // Not nullable: null leaves the stored value unchanged.
    created_by: created_by ?? before.created_by,
    created_at: created_at ?? before.created_at,
    external_updated_at: snapshot.updated_at,
    external_digest: digest,
    version: before.version + 1,
    updated_at: at,
  };
  if (snapshot.priority !== undefined) {
    after.priority = snapshot.priority ?? 'none';
  }
  if (assignees !== undefined) {
    after.assignees = sortUnique(
      (assignees ?? []).filter(user_ref => settings.canSee(user_ref)),
    );
  }
  if (labels !== undefined) {
    after.labels = sortUnique(
      (labels ?? []).flatMap(label => settings.findLabelId(label) ?? []),
    );
  }
  if (cycle !== undefined) {
    after.cycle_id =
      cycle === null ? null : settings.findCycleId(cycle) ?? null;
  }
  const { completed_at, updated_at } = snapshot;
  const known = isNew ? null : before;
  return {
    ...after,
    ...computeProgress(known, after, updated_at, completed_at),
  };
}

function chooseState(
  before: WorkItemRow,
  { state_groups: suitable }: IngestedWorkItem,
  { states }: ProjectSettings,
): Pick<StateRow, 'id' | 'group'> {
  const stays = { id: before.state_id, group: before.state_group };
  if (!suitable || suitable.includes(before.state_group)) {
    return stays;
  }
  const group = suitable.find(preferredGroup =>
    states.some(state => state.group === preferredGroup),
  );
  return states.find(state => state.group === group) ?? stays;
}

/** Sorts values and removes duplicates. */
function sortUnique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
