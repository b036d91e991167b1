import {
  IngestedWorkItem,
  IngestedCycle,
  IngestedLabel,
  IngestedModule,
  IngestedState,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isUndefined, omitBy, pick } from 'lodash';
import { Change } from '../../../changes/Changes';
import { ProjectRow } from '../../../access/Caller';
import {
  BOARD_STEP,
  computeProgress,
  createWorkItemRow,
  findDateProblems,
} from '../items/buildWorkItem';
import {
  formatItemIdentifier,
  joinWorkItemNames,
  readWorkItems,
  WorkItemPair,
  WorkItemRow,
} from '../items/WorkItemRow';
import { allocateNumbers } from '../lockWork';
import { isVisiblyChanged } from '../items/WorkItemChanges';
import { StateRow } from '../settings/settingKinds';
import { toStateKey } from '../sources/sourceStates';
import { chooseInitialState } from '../settings/Workflows';
import {
  findKnownRows,
  IngestedRows,
  IngestOutcome,
  KnownRows,
} from './IngestedRows';
import { compareSnapshot, ParsedSnapshot, SourceKey } from './readSnapshots';

/** The settings of a project to which snapshots refer by name or by external id. */
interface ProjectSettings {
  /** In board order. */
  states: readonly StateRow[];
  /** Undefined if the source has deleted the label. */
  findLabelId(label: string | IngestedLabel): string | undefined;
  findCycleId(cycle: string | IngestedCycle): string | undefined;
  findModuleId(module: string | IngestedModule): string | undefined;
  /** The state to which the project maps a state of the source. */
  findState(state: IngestedState): StateRow;
  canSee(user_ref: string): boolean;
}

const copiedFields = [
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
 * @param before - the stored item, or the defaults of a new item
 * @param options - `digest`: the digest of the snapshot; `at`: the current instant; `isNew`:
 * whether the item is new
 */
function applySnapshot(
  before: WorkItemRow,
  snapshot: IngestedWorkItem,
  settings: ProjectSettings,
  { digest, at, isNew }: { digest: string; at: string; isNew: boolean },
): WorkItemRow {
  const { assignees, labels, cycle, module, created_by, created_at } = snapshot;
  const state = chooseState(before, snapshot, settings);
  const after: WorkItemRow = {
    ...before,
    ...omitBy(pick(snapshot, copiedFields), isUndefined),
    ...clearContradictedDate(before, snapshot),
    state_id: state.id,
    state_group: state.group,
    // These fields are not nullable, so null leaves the stored value unchanged.
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
  if (module !== undefined) {
    after.module_id =
      module === null ? null : settings.findModuleId(module) ?? null;
  }
  if (snapshot.state !== undefined) {
    after.external_state = snapshot.state && toStateKey(snapshot.state.name);
  }
  if (snapshot.parent_external_id !== undefined) {
    after.external_parent_id = snapshot.parent_external_id;
  }
  const { completed_at, updated_at } = snapshot;
  const previous = isNew ? null : before;
  return {
    ...after,
    ...computeProgress(previous, after, updated_at, completed_at),
  };
}

/**
 * Clears a stored date that contradicts the other date of a snapshot. Without this, a start date set
 * by a user would reject all further snapshots of a source that sends only due dates.
 */
function clearContradictedDate(
  before: WorkItemRow,
  { start_date, target_date }: IngestedWorkItem,
): Partial<Pick<WorkItemRow, 'start_date' | 'target_date'>> {
  const sent = omitBy({ start_date, target_date }, isUndefined);
  if (findDateProblems({ ...before, ...sent }).length === 0) {
    return {};
  }
  return { start_date: null, target_date: null, ...sent };
}

function chooseState(
  before: WorkItemRow,
  { state, state_groups: allowedGroups }: IngestedWorkItem,
  { states, findState }: ProjectSettings,
): Pick<StateRow, 'id' | 'group'> {
  const current = { id: before.state_id, group: before.state_group };
  if (state) {
    const chosen = findState(state);
    const isSame = before.external_state === toStateKey(state.name);
    // Users may move the item within the group while the source's state stays the same.
    return isSame && chosen.group === current.group ? current : chosen;
  }
  if (!allowedGroups || allowedGroups.includes(before.state_group)) {
    return current;
  }
  const group = allowedGroups.find(preferredGroup =>
    states.some(other => other.group === preferredGroup),
  );
  return states.find(other => other.group === group) ?? current;
}

function sortUnique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

export type ItemSnapshot = ParsedSnapshot<IngestedWorkItem>;

export interface IngestedProject extends ProjectSettings {
  project: ProjectRow;
  /** The names of the settings that items refer to, by id. */
  names: ReadonlyMap<string, string>;
}

/** Placeholder until an item gets its number. */
export const NO_NUMBER = 0;

/**
 * Assigns numbers to the new items of a project, in order, with the identifiers and board positions
 * that follow from them. The project must be locked.
 */
export async function assignNumbers(
  { tx }: Pick<Change, 'tx'>,
  project: ProjectRow,
  pairs: readonly WorkItemPair[],
): Promise<void> {
  const created = pairs.flatMap(({ after }) =>
    after?.number === NO_NUMBER ? [after] : [],
  );
  if (created.length === 0) {
    return;
  }
  const firstNumber = await allocateNumbers(tx, project.id, created.length);
  created.forEach((item, index) => {
    item.number = firstNumber + index;
    item.identifier = formatItemIdentifier(project.identifier, item.number);
    item.sort_order = item.number * BOARD_STEP;
  });
}

/** Finds stored items by the ids that a source gave them. */
export async function findIngestedItems(
  tx: Knex,
  source: SourceKey,
  external_ids: readonly string[],
): Promise<KnownRows<WorkItemRow>> {
  return findKnownRows(
    tx,
    'work_item',
    source,
    external_ids,
    joinWorkItemNames(tx('work_items')),
    readWorkItems,
  );
}

/** The items of a source. Applies snapshots to them one by one. */
export class IngestedItems extends IngestedRows<WorkItemRow> {
  /** The versions of each item between the stored and the latest version. */
  readonly #between = new Map<string, readonly WorkItemRow[]>();

  constructor(
    private readonly change: Change,
    private readonly source: string,
    known: KnownRows<WorkItemRow>,
  ) {
    super(known);
  }

  /** Applies an item snapshot unless a newer one is known. */
  apply(snapshot: ItemSnapshot, project: IngestedProject): IngestOutcome {
    const { item, digest } = snapshot;
    const { external_id, title } = item;
    if (this.isDeleted(external_id)) {
      return { status: 'deleted' };
    }
    const known = this.current.get(external_id);
    if (item.is_deleted) {
      this.current.delete(external_id);
      this.markDeleted(external_id);
      return { status: 'deleted' };
    }
    if (!known && title === undefined) {
      return { status: 'failed', reason: 'title: is required for a new item' };
    }
    const order = compareSnapshot(snapshot, known);
    if (order <= 0) {
      return { status: order === 0 ? 'unchanged' : 'outdated' };
    }
    const base = known ?? this.buildNewItem(item, project);
    const after = applySnapshot(base, item, project, {
      digest,
      at: new Date(this.change.now).toISOString(),
      isNew: !known,
    });
    const [problem] = findDateProblems(after, 'target_date');
    if (problem) {
      return {
        status: 'failed',
        reason: `${problem.field}: ${problem.reason}`,
      };
    }
    const before = this.before.get(external_id);
    after.version = (before?.version ?? 0) + 1;
    // Keeps the digest even if no field has changed, so that older snapshots stay outdated.
    this.current.set(external_id, after);
    if (known && known !== before) {
      this.#between.set(external_id, [
        ...this.getIntermediateRows(external_id),
        known,
      ]);
    }
    if (!known) {
      return { status: 'created' };
    }
    return { status: isVisiblyChanged(known, after) ? 'updated' : 'unchanged' };
  }

  /** Whether a snapshot is newer than the stored item and does not delete it. */
  isNewer(snapshot: ItemSnapshot): boolean {
    const { external_id, is_deleted } = snapshot.item;
    return (
      !is_deleted &&
      !this.isDeleted(external_id) &&
      compareSnapshot(snapshot, this.before.get(external_id)) > 0
    );
  }

  /** Moves an item to another parent, even if no snapshot of the call has changed the item. */
  setParent(item: WorkItemRow, parent_id: string | null): void {
    const external_id = item.external_id!;
    if (!this.current.has(external_id)) {
      this.before.set(external_id, item);
    }
    const before = this.before.get(external_id);
    this.current.set(external_id, {
      ...item,
      parent_id,
      version: (before?.version ?? 0) + 1,
      updated_at: new Date(this.change.now).toISOString(),
    });
  }

  /** Whether the stored item had a parent at the source before the call. */
  hadParent(external_id: string): boolean {
    return !!this.before.get(external_id)?.external_parent_id;
  }

  /** Whether a stored item now has another parent. */
  hasMoved(external_id: string): boolean {
    const before = this.before.get(external_id);
    return (
      before !== undefined &&
      before.parent_id !== this.current.get(external_id)?.parent_id
    );
  }

  /** Returns each changed item before and after, with the versions in between, and each new item. */
  getChangedPairs(): WorkItemPair[] {
    return super.getChangedPairs().map(pair => ({
      ...pair,
      between: this.getIntermediateRows(
        (pair.after ?? pair.before)!.external_id!,
      ),
    }));
  }

  private getIntermediateRows(external_id: string): readonly WorkItemRow[] {
    return this.#between.get(external_id) ?? [];
  }

  private buildNewItem(
    { title, state_groups, external_id }: IngestedWorkItem,
    { project, states }: IngestedProject,
  ): WorkItemRow {
    const item = createWorkItemRow(this.change, project, {
      number: NO_NUMBER,
      state: chooseInitialState(states, state_groups ?? []),
      input: { title: title! },
    });
    return { ...item, source: this.source, external_id };
  }
}
