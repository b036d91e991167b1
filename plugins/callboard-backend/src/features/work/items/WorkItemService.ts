import { NotFoundError } from '@backstage/errors';
import {
  NewWorkItem,
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../../../access/actor';
import { Change, Changes } from '../../../changes/Changes';
import { FieldProblem, InvalidRequestError } from '../../../http/errors';
import { Precondition } from '../../../http/Precondition';
import { ProjectRow } from '../../projects/ProjectRow';
import { requireUnarchived } from '../../projects/requireUnarchived';
import { lockWork, shareWork, takeNumbers } from '../lockWork';
import { StateRow } from '../settings/SettingRow';
import { States } from '../settings/States';
import { ItemPatches } from './ItemPatches';
import { newWorkItem } from './newWorkItem';
import { patchWorkItem } from './patchWorkItem';
import { changesDates, problemsOfDates } from './problemsOfDates';
import { WorkItemChanges } from './WorkItemChanges';
import { CheckedReferences, checkReferences } from './WorkItemReferences';
import { workItemOnWire, WorkItemRow } from './WorkItemRow';
import { WorkItemStore } from './WorkItemStore';

/** Making, changing and deleting work items. */
export class WorkItemService {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      store: WorkItemStore;
      itemChanges: WorkItemChanges;
      states: States;
      patches: ItemPatches;
    },
  ) {}

  /** @throws NotFoundError when it is not there */
  async get(project: ProjectRow, id: string): Promise<WorkItem> {
    const [found] = await this.deps.store.findMany(this.deps.knex, project.id, [
      id,
    ]);
    if (!found) {
      throw notFound(id);
    }
    return workItemOnWire(found);
  }

  /**
   * Makes an item, in the first backlog state unless another is named.
   *
   * @throws InvalidRequestError naming what is not there, or dates reversed
   * @throws ConflictError when the project is archived
   */
  async create(
    actor: Actor,
    project: ProjectRow,
    input: NewWorkItem,
  ): Promise<WorkItem> {
    const { knex, changes, itemChanges } = this.deps;
    requireUnarchived(project);
    // Before a number is spent: what is refused leaves no gap.
    await check(knex, project, input);
    const number = await takeNumbers(knex, project.id, 1);
    return changes.run(actor, async change => {
      await shareWork(change.tx, project.id);
      const state = await this.stateOf(change.tx, project, input);
      const item = newWorkItem(change, project, { number, state, input });
      await itemChanges.apply(change, [{ before: null, after: item }]);
      return workItemOnWire(item);
    });
  }

  /**
   * Changes an item.
   *
   * @throws NotFoundError when it is not there
   * @throws PreconditionFailedError when it is not what the caller read
   * @throws InvalidRequestError naming what is not there, or dates reversed
   * @throws ConflictError when the project is archived
   */
  async update(
    actor: Actor,
    project: ProjectRow,
    id: string,
    patch: WorkItemPatch,
    precondition: Precondition,
  ): Promise<WorkItem> {
    const { changes, itemChanges } = this.deps;
    requireUnarchived(project);
    return changes.run(actor, async change => {
      const { tx } = change;
      // Two who move items beneath each other's must not close a circle.
      await (patch.parent_id
        ? lockWork(tx, [project.id])
        : shareWork(tx, project.id));
      const before = await this.lock(change, project, id);
      precondition.check(before.version);
      const { problems, groupOf } = await checkReferences(tx, project, patch, {
        at: 'body.',
        ids: [id],
        assigned: before.assignees,
      });
      const after = patchWorkItem(before, patch, groupOf, change.now);
      refuse([
        ...problems,
        ...(changesDates(patch) ? problemsOfDates(after) : []),
      ]);
      const changed = await itemChanges.apply(change, [{ before, after }]);
      return workItemOnWire(changed > 0 ? after : before);
    });
  }

  /**
   * Deletes an item; what is beneath it stays, without it.
   *
   * @throws NotFoundError when it is not there
   * @throws PreconditionFailedError when it is not what the caller read
   */
  async delete(
    actor: Actor,
    project: ProjectRow,
    id: string,
    precondition: Precondition,
  ): Promise<void> {
    const { changes, itemChanges, patches, store } = this.deps;
    requireUnarchived(project);
    await changes.run(actor, async change => {
      await lockWork(change.tx, [project.id]);
      const before = await this.lock(change, project, id);
      precondition.check(before.version);
      await itemChanges.apply(change, [{ before, after: null }]);
      const beneath = await store.listWith(change.tx, 'parent_id', id);
      await patches.apply(change, beneath, () => ({ parent_id: null }));
    });
  }

  /**
   * The state that a new item begins in.
   *
   * @throws InvalidRequestError as `create` does
   */
  private async stateOf(
    tx: Knex,
    project: ProjectRow,
    input: NewWorkItem,
  ): Promise<Pick<StateRow, 'id' | 'group'>> {
    const { state_id } = input;
    const { groupOf } = await check(tx, project, input);
    return state_id
      ? { id: state_id, group: groupOf(state_id) }
      : this.deps.states.first(tx, project.id);
  }

  private async lock(
    { tx }: Change,
    project: ProjectRow,
    id: string,
  ): Promise<WorkItemRow> {
    const [found] = await this.deps.store.lockMany(tx, project.id, [id]);
    if (!found) {
      throw notFound(id);
    }
    return found;
  }
}

/** @throws InvalidRequestError naming what a new item cannot have */
async function check(
  knex: Knex,
  project: ProjectRow,
  input: NewWorkItem,
): Promise<CheckedReferences> {
  const checked = await checkReferences(knex, project, input, {
    at: 'body.',
    ids: [],
  });
  refuse([...checked.problems, ...problemsOfDates(input)]);
  return checked;
}

function notFound(id: string) {
  return new NotFoundError(`There is no work item ${id}`);
}

function refuse(problems: FieldProblem[]): void {
  if (problems.length > 0) {
    throw new InvalidRequestError(problems);
  }
}
