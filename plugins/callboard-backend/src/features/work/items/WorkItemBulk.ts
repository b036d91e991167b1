import {
  WorkItemBulkResult,
  WorkItemBulkUpdate,
  WorkItemPatches,
  WorkItemPatchesResult,
  MAX_ASSIGNEES,
  MAX_LABELS,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import { intersection, partition, difference, omit, union } from 'lodash';
import { Actor } from '../../../kernel/actor';
import { ProjectAccess, ProjectRow } from '../../../access/Caller';
import { Change, Changes } from '../../../changes/Changes';
import { FieldProblem, throwIfInvalid } from '../../../http/errors';
import { lockWorkForPatch } from '../lockWork';
import {
  patchWorkItem,
  hasDateFields,
  findDateProblems,
} from './buildWorkItem';
import { requireCanPatch } from './WorkItemService';
import { WorkItemChanges } from './WorkItemChanges';
import { CheckedReferences, checkReferences } from './WorkItemReferences';
import { WorkItemRow } from './WorkItemRow';
import { findProjectItems, lockProjectItems } from './workItemQueries';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';

const listFields = [
  ['assignees', 'add_assignees', 'remove_assignees', MAX_ASSIGNEES],
  ['labels', 'add_labels', 'remove_labels', MAX_LABELS],
] as const;

/** Returns the patch of one item in a bulk update. Resolves added and removed list values. */
function toItemPatch(
  item: Pick<WorkItemRow, 'assignees' | 'labels'>,
  changes: WorkItemBulkUpdate['changes'],
): WorkItemPatch {
  const patch: WorkItemPatch = omit(
    changes,
    listFields.flatMap(([, add, remove]) => [add, remove]),
  );
  for (const [field, add, remove] of listFields) {
    if (changes[add] || changes[remove]) {
      const values =
        changes[field] === undefined ? item[field] : changes[field];
      patch[field] = difference(
        union(values, changes[add]),
        changes[remove] ?? [],
      );
    }
  }
  return patch;
}

function findListProblems(
  item: Pick<WorkItemRow, 'assignees' | 'labels'>,
  field: string,
): FieldProblem[] {
  return listFields
    .filter(([list, , , max]) => item[list].length > max)
    .map(([list, , , max]) => ({
      field,
      reason: `must have at most ${max} ${list}`,
    }));
}

/** A patch of an item, with the path in the request that problems name. */
interface BulkPatch {
  before: WorkItemRow;
  patch: WorkItemPatch;
  field: string;
}

export class WorkItemBulk {
  constructor(
    private readonly deps: {
      changes: Changes;
      itemChanges: WorkItemChanges;
      audience: ProjectAudience;
    },
  ) {}

  /**
   * Applies the same change to all items, or to none. Does not store items that stay the same.
   *
   * @throws NotAllowedError when the actor is neither a project member nor assigned to an item, or
   * the change is for members only
   * @throws ConflictError when the project is archived
   * @throws InvalidRequestError naming missing items, invalid values, or items with reversed dates
   */
  async run(
    actor: Actor,
    access: ProjectAccess,
    { ids, changes: patch }: WorkItemBulkUpdate,
  ): Promise<WorkItemBulkResult> {
    const { changes, audience } = this.deps;
    const { project } = access;
    return changes.run(actor, async change => {
      const { tx } = change;
      const lockedProject = await lockWorkForPatch(tx, project.id, [patch]);
      const items = await lockProjectItems(tx, project.id, ids);
      requireCanPatch(actor, access, items, patch);
      const foundIds = new Set(items.map(({ id }) => id));
      const missing = ids.flatMap((id, index) =>
        foundIds.has(id)
          ? []
          : {
              field: `body.ids[${index}]`,
              reason: 'is not a work item of this project',
            },
      );
      const checked = await checkReferences(tx, audience, lockedProject, [
        {
          references: patch,
          fieldPrefix: 'body.changes.',
          ids,
          assigned: intersection(...items.map(({ assignees }) => assignees)),
        },
      ]);
      throwIfInvalid([...missing, ...checked.problems]);
      const changed = await this.apply(
        change,
        lockedProject,
        items.map(before => ({
          before,
          patch: toItemPatch(before, patch),
          field: `body.ids[${ids.indexOf(before.id)}]`,
        })),
        checked,
      );
      const updated = await findProjectItems(tx, project.id, ids);
      const versions = new Map(updated.map(({ id, version }) => [id, version]));
      return {
        changed,
        unchanged: items.length - changed,
        items: ids.map(id => ({ id, version: versions.get(id)! })),
      };
    });
  }

  /**
   * Applies a different change to each item. Reports and skips items that were deleted or changed
   * since the caller read them.
   *
   * @throws NotAllowedError for one of the other items, when the actor is neither a project member
   * nor assigned to the item, or the change is for members only
   * @throws ConflictError when the project is archived
   * @throws InvalidRequestError naming invalid values for the other items
   */
  async runEach(
    actor: Actor,
    access: ProjectAccess,
    { patches }: WorkItemPatches,
  ): Promise<WorkItemPatchesResult> {
    const { changes, audience } = this.deps;
    const { project } = access;
    return changes.run(actor, async change => {
      const { tx } = change;
      const allChanges = patches.map(patch => patch.changes);
      const lockedProject = await lockWorkForPatch(tx, project.id, allChanges);
      const ids = patches.map(({ id }) => id);
      const rows = await lockProjectItems(tx, project.id, ids);
      const rowsById = new Map(rows.map(row => [row.id, row]));
      const [current, stale] = partition(
        patches.map(({ id, version, changes: patch }, index) => ({
          before: rowsById.get(id)!,
          id,
          version,
          patch,
          field: `body.patches[${index}]`,
        })),
        ({ id, version }) => rowsById.get(id)?.version === version,
      );
      current.forEach(({ before, patch }) =>
        requireCanPatch(actor, access, [before], patch),
      );
      const checked = await checkReferences(
        tx,
        audience,
        lockedProject,
        current.map(({ before, patch, field }) => ({
          references: patch,
          fieldPrefix: `${field}.changes.`,
          ids: [before.id],
          assigned: before.assignees,
        })),
      );
      throwIfInvalid(checked.problems);
      const changed = await this.apply(change, lockedProject, current, checked);
      return {
        changed,
        unchanged: current.length - changed,
        conflicts: stale.map(({ id }) => id),
      };
    });
  }

  private async apply(
    change: Change,
    project: ProjectRow,
    patches: readonly BulkPatch[],
    { getStateGroup, names }: CheckedReferences,
  ): Promise<number> {
    const pairs = patches.map(({ before, patch }) => ({
      before,
      after: patchWorkItem(before, patch, getStateGroup, change.now),
    }));
    throwIfInvalid(
      patches.flatMap(({ patch, field }, index) => [
        ...findListProblems(pairs[index].after, field),
        ...(hasDateFields(patch)
          ? findDateProblems(pairs[index].after, field)
          : []),
      ]),
    );
    return pairs.length === 0
      ? 0
      : this.deps.itemChanges.applyAsBulkAction(change, pairs, {
          project,
          action: 'bulk_update',
          names,
        });
  }
}
