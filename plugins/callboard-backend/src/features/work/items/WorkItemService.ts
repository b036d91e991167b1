import { NotFoundError, NotAllowedError } from '@backstage/errors';
import {
  NewWorkItem,
  WorkItem,
  WorkItemPatch,
  includesRole,
  memberOnlyFields,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../../../kernel/actor';
import { ProjectAccess, ProjectRow } from '../../../access/Caller';
import { Change, Changes } from '../../../changes/Changes';
import { Precondition } from '../../../http/Precondition';
import { throwIfInvalid } from '../../../http/errors';
import { requireUnarchived } from '../../../core/projects/projectQueries';
import {
  lockWork,
  lockWorkForShare,
  allocateNumbers,
  lockWorkForPatch,
} from '../lockWork';
import { StateRow } from '../settings/settingKinds';
import { readInitialState } from '../settings/Workflows';
import { WorkItemChanges } from './WorkItemChanges';
import {
  createWorkItemRow,
  patchWorkItem,
  hasDateFields,
  findDateProblems,
} from './buildWorkItem';
import { CheckedReferences, checkReferences } from './WorkItemReferences';
import { toWorkItemResponse, WorkItemRow } from './WorkItemRow';
import { findProjectItems, lockProjectItems } from './workItemQueries';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';

/**
 * Checks that a user who is not a project member changes only items that are assigned to them, and
 * no field that is for members only.
 *
 * @param items - in their current state
 * @throws NotAllowedError naming a field or an item that the user cannot change
 */
export function requireCanPatch(
  { user_ref }: Actor,
  { project, projectRole }: ProjectAccess,
  items: readonly WorkItemRow[],
  patch: WorkItemPatch,
): void {
  if (includesRole(projectRole, 'member')) {
    return;
  }
  const refused = memberOnlyFields.find(field => patch[field] !== undefined);
  if (refused) {
    throw new NotAllowedError(
      `Only members of the project ${project.name} can change ${refused}`,
    );
  }
  const unassigned = items.find(
    ({ assignees }) => !assignees.includes(user_ref),
  );
  if (unassigned) {
    throw new NotAllowedError(
      `Only members of the project ${project.name} can change ${unassigned.identifier}, because it is not assigned to you`,
    );
  }
}

export class WorkItemService {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      itemChanges: WorkItemChanges;
      audience: ProjectAudience;
    },
  ) {}

  /** @throws NotFoundError when the item does not exist */
  async get(project: ProjectRow, id: string): Promise<WorkItem> {
    const [found] = await findProjectItems(this.deps.knex, project.id, [id]);
    if (!found) {
      throw createNotFoundError(id);
    }
    return toWorkItemResponse(found);
  }

  /**
   * Creates an item, in the first backlog state by default.
   *
   * @throws InvalidRequestError for missing references or reversed dates
   * @throws ConflictError when the project is archived
   */
  async create(
    actor: Actor,
    project: ProjectRow,
    input: NewWorkItem,
  ): Promise<WorkItem> {
    const { knex, changes, itemChanges } = this.deps;
    requireUnarchived(project);
    // Checks the input before taking a number, so that rejected requests leave no gap.
    await this.checkInput(knex, project, input);
    const number = await allocateNumbers(knex, project.id, 1);
    return changes.run(actor, async change => {
      const lockedProject = await lockWorkForShare(change.tx, project.id);
      const { state, names } = await this.resolveInitialState(
        change.tx,
        lockedProject,
        input,
      );
      const item = createWorkItemRow(change, lockedProject, {
        number,
        state,
        input,
      });
      await itemChanges.apply(change, [{ before: null, after: item }], {
        names,
      });
      return toWorkItemResponse(item);
    });
  }

  /**
   * Allocates numbers for items that another change will create. Must run before the transaction of
   * that change. Unused numbers leave a gap.
   *
   * @returns the first number
   */
  async allocateNumbers(project_id: string, count: number): Promise<number> {
    return allocateNumbers(this.deps.knex, project_id, count);
  }

  /**
   * Creates items that have only a title, in the initial state of their project. Records them as
   * details of another change.
   *
   * @throws ConflictError when the project is archived
   */
  async createAsDetails(
    change: Change,
    { id: project_id }: ProjectRow,
    items: ReadonlyArray<Pick<WorkItemRow, 'id' | 'number' | 'title'>>,
  ): Promise<WorkItemRow[]> {
    const project = await lockWorkForShare(change.tx, project_id);
    const state = await readInitialState(change.tx, project_id);
    const created = items.map(({ id, number, title }) => ({
      ...createWorkItemRow(change, project, {
        number,
        state,
        input: { title },
      }),
      id,
    }));
    await this.deps.itemChanges.apply(
      change,
      created.map(after => ({ before: null, after })),
      { detail: true, names: new Map([[state.id, state.name]]) },
    );
    return created;
  }

  /**
   * Updates an item.
   *
   * @throws NotFoundError when the item does not exist
   * @throws NotAllowedError when the actor is neither a project member nor assigned to the item, or
   * the change is for members only
   * @throws PreconditionFailedError when the item has changed since the caller read it
   * @throws InvalidRequestError for missing references or reversed dates
   * @throws ConflictError when the project is archived
   */
  async update(
    actor: Actor,
    access: ProjectAccess,
    id: string,
    patch: WorkItemPatch,
    precondition: Precondition,
  ): Promise<WorkItem> {
    const { changes, itemChanges, audience } = this.deps;
    const { project } = access;
    return changes.run(actor, async change => {
      const { tx } = change;
      const lockedProject = await lockWorkForPatch(tx, project.id, [patch]);
      const before = await lockItem(change, project, id);
      requireCanPatch(actor, access, [before], patch);
      precondition.check(before.version);
      const { problems, getStateGroup, names } = await checkReferences(
        tx,
        audience,
        lockedProject,
        [
          {
            references: patch,
            fieldPrefix: 'body.',
            ids: [id],
            assigned: before.assignees,
          },
        ],
      );
      const after = patchWorkItem(before, patch, getStateGroup, change.now);
      throwIfInvalid([
        ...problems,
        ...(hasDateFields(patch) ? findDateProblems(after) : []),
      ]);
      const changed = await itemChanges.apply(change, [{ before, after }], {
        names,
      });
      return toWorkItemResponse(changed > 0 ? after : before);
    });
  }

  /**
   * Deletes an item, and clears the parent of its children.
   *
   * @throws NotFoundError when the item does not exist
   * @throws PreconditionFailedError when the item has changed since the caller read it
   * @throws ConflictError when the project is archived
   */
  async delete(
    actor: Actor,
    project: ProjectRow,
    id: string,
    precondition: Precondition,
  ): Promise<void> {
    const { changes, itemChanges } = this.deps;
    await changes.run(actor, async change => {
      await lockWork(change.tx, project.id);
      const before = await lockItem(change, project, id);
      precondition.check(before.version);
      await itemChanges.apply(change, [{ before, after: null }]);
      await itemChanges.clearParents(change, [id]);
    });
  }

  /**
   * Resolves the initial state of a new item, and the names of all its references.
   *
   * @throws InvalidRequestError for missing references or reversed dates
   */
  private async resolveInitialState(
    tx: Knex,
    project: ProjectRow,
    input: NewWorkItem,
  ): Promise<{
    state: Pick<StateRow, 'id' | 'group'>;
    names: ReadonlyMap<string, string>;
  }> {
    const { state_id } = input;
    const { getStateGroup, names } = await this.checkInput(tx, project, input);
    if (state_id) {
      return { state: { id: state_id, group: getStateGroup(state_id) }, names };
    }
    const state = await readInitialState(tx, project.id);
    return { state, names: new Map(names).set(state.id, state.name) };
  }

  /** @throws InvalidRequestError for invalid values of a new item */
  private async checkInput(
    knex: Knex,
    project: ProjectRow,
    input: NewWorkItem,
  ): Promise<CheckedReferences> {
    const { audience } = this.deps;
    const checked = await checkReferences(knex, audience, project, [
      { references: input, fieldPrefix: 'body.', ids: [] },
    ]);
    throwIfInvalid([...checked.problems, ...findDateProblems(input)]);
    return checked;
  }
}

async function lockItem(
  { tx }: Change,
  project: ProjectRow,
  id: string,
): Promise<WorkItemRow> {
  const [found] = await lockProjectItems(tx, project.id, [id]);
  if (!found) {
    throw createNotFoundError(id);
  }
  return found;
}

function createNotFoundError(id: string) {
  return new NotFoundError(`Work item ${id} not found`);
}
