import { ChangeAction, getStaffName } from '@callboard/plugin-callboard-common';
import { Change } from '../../changes/Changes';
import {
  formatCountedNoun,
  BulkAction,
  recordBulkAction,
} from '../../core/workspaces/recordBulkAction';
import { ResourceChange } from '../../changes/ResourceChange';
import { createId } from '../../database/ids';
import { iterateInSteps } from '../../kernel/yielding';
import { readDepartmentNames } from '../departments/DepartmentRow';
import { MembershipService } from '../memberships/MembershipService';
import { getStaffChangeTime, StaffWorkspace } from './patchStaff';
import {
  isTransfer,
  StaffChange,
  TransferPair,
  fullViewer,
  privateFields,
  toStaffResponse,
  staffTable,
} from './StaffRow';
import { insertTransfers, TransferRow } from './StaffStore';
import { isEmpty } from 'lodash';

/** A user whose department changed, or who was added to the staff or matched to a staff member. */
export interface StaffMove {
  /** A User reference. */
  user_ref: string;
  /** The first day in the department, `YYYY-MM-DD`. */
  since: string;
}

/** Runs within the change that moves people. */
type StaffMoveListener = (
  change: Change,
  workspace_id: string,
  moves: readonly StaffMove[],
) => Promise<void>;

type Metadata = NonNullable<ResourceChange['metadata']>;

/** The maximum number of users to recompute alone; for more, the whole workspace is as fast. */
const MAX_USERS_TO_RECOMPUTE = 200;

/** The columns that memberships depend on. */
const membershipColumns = [
  'user_ref',
  'department_id',
  'employment_status',
  'is_department_manager',
] as const;

/**
 * Applies all changes to staff: writes them, derives memberships and records the activity entries,
 * within a running change.
 */
export class StaffChanges {
  readonly #moveListeners: StaffMoveListener[] = [];

  constructor(private readonly deps: { memberships: MembershipService }) {}

  /** Registers a listener for people who change departments. */
  onMoved(listener: StaffMoveListener): void {
    this.#moveListeners.push(listener);
  }

  async applyOne(
    change: Change,
    workspace: StaffWorkspace,
    pair: StaffChange,
    options: {
      action?: ChangeAction<'staff'>;
      effective_date?: string | null;
    } = {},
  ): Promise<void> {
    const activity = toStaffActivity(pair);
    const { action = activity.action, effective_date } = options;
    const { counts, names } = await this.apply(
      change,
      workspace,
      [pair],
      effective_date,
    );
    change.record({
      ...activity,
      action,
      metadata: isEmpty(counts) ? undefined : counts,
      names,
    });
  }

  /**
   * Applies changes to many people. Records one summary in the log, and a detail for each person.
   *
   * @param summary - the action and counts of the summary
   */
  async applyMany(
    change: Change,
    workspace: StaffWorkspace,
    pairs: readonly StaffChange[],
    summary: {
      action: BulkAction;
      /** The action of each detail; by default derived from the change. */
      detailAction?: ChangeAction<'staff'>;
      metadata?: Metadata;
      effective_date?: string | null;
    },
  ): Promise<void> {
    const { action, detailAction, metadata, effective_date } = summary;
    const { counts, names } = await this.apply(
      change,
      workspace,
      pairs,
      effective_date,
    );
    await recordBulkAction(change, workspace.id, {
      action,
      entityType: 'staff',
      text: formatCountedNoun(pairs.length, 'person', 'people'),
      counts: { ...metadata, ...counts },
    });
    await recordDetails(change, pairs, { names, action: detailAction });
  }

  /** Applies changes to many people as part of a larger change. */
  async applyDetails(
    change: Change,
    workspace: StaffWorkspace,
    pairs: readonly StaffChange[],
  ): Promise<void> {
    const { names } = await this.apply(change, workspace, pairs);
    await recordDetails(change, pairs, { names });
  }

  /**
   * Writes changes, and derives the affected memberships.
   *
   * @param effective_date - the date of transfers; by default today
   * @returns `counts`: the numbers of added and removed membership sources that all members may
   * see, without zeros; `names`: the names of the departments that people join or leave, by id
   */
  private async apply(
    change: Change,
    workspace: StaffWorkspace,
    pairs: readonly StaffChange[],
    effective_date?: string | null,
  ): Promise<{ counts: Metadata; names: ReadonlyMap<string, string> }> {
    const { tx, now } = change;
    await staffTable.save(tx, pairs, now);
    const names = await readDepartmentNames(tx, getAffectedDepartments(pairs));
    const day = effective_date ?? getStaffChangeTime(change, workspace).today;
    await insertTransfers(
      tx,
      pairs
        .filter(isTransfer)
        .map(pair => toTransferRow(change, pair, names, day)),
    );
    const moves = getStaffMoves(pairs, day);
    if (moves.length > 0) {
      for (const listener of this.#moveListeners) {
        await listener(change, workspace.id, moves);
      }
    }
    const user_refs = getAffectedUserRefs(pairs);
    if (user_refs.length === 0) {
      return { counts: {}, names };
    }
    const { visibleToAll } = await this.deps.memberships.recompute(
      change,
      workspace.id,
      user_refs.length > MAX_USERS_TO_RECOMPUTE ? {} : { user_refs },
    );
    const { added, removed } = visibleToAll;
    return {
      names,
      counts: {
        ...(added > 0 ? { memberships_added: added } : {}),
        ...(removed > 0 ? { memberships_removed: removed } : {}),
      },
    };
  }
}

async function recordDetails(
  change: Change,
  pairs: readonly StaffChange[],
  {
    names,
    action,
  }: { names: ReadonlyMap<string, string>; action?: ChangeAction<'staff'> },
): Promise<void> {
  for await (const pair of iterateInSteps(pairs)) {
    const activity = toStaffActivity(pair);
    change.record({
      ...activity,
      action: action ?? activity.action,
      names,
      detail: true,
    });
  }
}

/** The activity entry of a change to one staff member. */
function toStaffActivity(pair: StaffChange): ResourceChange<'staff'> {
  const { before, after } = pair;
  const row = (after ?? before)!;
  return {
    workspace_id: row.workspace_id,
    visibility: 'workspace' as const,
    entity_type: 'staff',
    entity_id: row.id,
    entity_label: getStaffName(row),
    action: getStaffAction(pair),
    before: before && toStaffResponse(before, fullViewer),
    after: after && toStaffResponse(after, fullViewer),
    sensitive: privateFields,
  };
}

/** The action that the changed fields imply; undefined for a plain update. */
function getStaffAction(pair: StaffChange): ChangeAction<'staff'> | undefined {
  const { before, after } = pair;
  if (isTransfer(pair)) {
    return 'transfer';
  }
  if (before && after && before.employment_status !== after.employment_status) {
    if (after.employment_status === 'resigned') {
      return 'deactivate';
    }
    if (before.employment_status === 'resigned') {
      return 'reactivate';
    }
  }
  return undefined;
}

function toTransferRow(
  { now, actor }: Change,
  { before, after }: TransferPair,
  names: ReadonlyMap<string, string>,
  effective_date: string,
): TransferRow {
  const getDepartmentName = (id: string | null) =>
    (id && names.get(id)) ?? null;
  return {
    id: createId(now),
    staff_member_id: after.id,
    from_department_id: before.department_id,
    from_department_name: getDepartmentName(before.department_id),
    to_department_id: after.department_id,
    to_department_name: getDepartmentName(after.department_id),
    effective_date,
    transferred_by: actor.user_ref,
    transferred_by_name: actor.display_name,
    created_at: new Date(now).toISOString(),
  };
}

/**
 * The people whose department or user changes.
 *
 * @param day - the first day in the new department, for transfers and unknown joining dates
 */
function getStaffMoves(
  pairs: readonly StaffChange[],
  day: string,
): StaffMove[] {
  return pairs.flatMap(pair => {
    const { before, after } = pair;
    const isUnchanged =
      before?.user_ref === after?.user_ref &&
      before?.department_id === after?.department_id;
    if (isUnchanged || !after?.user_ref) {
      return [];
    }
    const since = isTransfer(pair) ? day : after.date_of_joining ?? day;
    return [{ user_ref: after.user_ref, since }];
  });
}

/** The departments that people join or leave. */
function getAffectedDepartments(
  pairs: readonly StaffChange[],
): Array<string | null> {
  return pairs
    .map(({ before, after }) => [
      before?.department_id ?? null,
      after?.department_id ?? null,
    ])
    .filter(([from, to]) => from !== to)
    .flat();
}

/** The users whose memberships may change. */
function getAffectedUserRefs(pairs: readonly StaffChange[]): string[] {
  const refs = pairs
    .filter(({ before, after }) =>
      membershipColumns.some(column => before?.[column] !== after?.[column]),
    )
    .flatMap(({ before, after }) => [before?.user_ref, after?.user_ref]);
  return [...new Set(refs)].filter(ref => typeof ref === 'string');
}
