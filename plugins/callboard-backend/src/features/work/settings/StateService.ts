import { ConflictError } from '@backstage/errors';
import { WorkStatePatch } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { minBy } from 'lodash';
import { Actor } from '../../../access/actor';
import { Change, Changes } from '../../../changes/Changes';
import { InvalidRequestError } from '../../../http/errors';
import { Precondition } from '../../../http/Precondition';
import { ProjectRow } from '../../projects/ProjectRow';
import { patchWorkItem } from '../items/patchWorkItem';
import { WorkItemChanges } from '../items/WorkItemChanges';
import { WorkItemStore } from '../items/WorkItemStore';
import { firstState } from './firstState';
import { states } from './kinds';
import { SettingService } from './SettingService';
import { StateRow } from './SettingRow';

/** More states than this in one workflow are not asked for. */
const ALL = 1_000;

const STEP = 1_000;

/** The rules that only states have: every item is in one. */
export class StateService extends SettingService<StateRow> {
  constructor(
    private readonly own: {
      knex: Knex;
      changes: Changes;
      items: WorkItemStore;
      itemChanges: WorkItemChanges;
    },
  ) {
    super(states, own);
  }

  /** The state of new items: the first of the backlog, if there is one. */
  async first(tx: Knex, project_id: string): Promise<StateRow> {
    return firstState(await this.all(tx, project_id));
  }

  /** All states of a project, in order. */
  async all(tx: Knex, project_id: string): Promise<StateRow[]> {
    return this.store.list(tx, { project_id }, { limit: ALL });
  }

  /** Puts a state without a place of its own behind the others. */
  async create(
    actor: Actor,
    project: ProjectRow,
    input: Parameters<SettingService<StateRow>['create']>[2],
  ) {
    const all = await this.all(this.own.knex, project.id);
    const last = Math.max(0, ...all.map(({ sequence }) => sequence));
    return super.create(actor, project, {
      ...input,
      sequence: input.sequence ?? last + STEP,
    });
  }

  /**
   * Changes a state.
   *
   * @throws ConflictError when items in it would become completed, or cease to
   * be, without anybody having moved them
   */
  async change(
    actor: Actor,
    project: ProjectRow,
    id: string,
    patch: WorkStatePatch,
    precondition: Precondition,
  ) {
    return this.update(actor, project, id, patch, {
      precondition,
      allow: async ({ tx }, before, after) => {
        const isCompleted = ({ group }: StateRow) => group === 'completed';
        if (isCompleted(before) === isCompleted(after)) {
          return;
        }
        const inIt = await this.own.items.listWith(tx, 'state_id', id);
        if (inIt.length > 0) {
          throw new ConflictError(
            `body.group: ${inIt.length} items are in ${before.name}; move them first`,
          );
        }
      },
    });
  }

  /**
   * Deletes a state.
   *
   * @param reassign_to - the state its items go to
   * @throws ConflictError when it is the last, or items are in it
   * @throws InvalidRequestError when they cannot go there
   */
  async delete(
    actor: Actor,
    project: ProjectRow,
    id: string,
    reassign_to: string | undefined,
    precondition: Precondition,
  ): Promise<void> {
    await this.remove(actor, project, id, {
      precondition,
      release: async (change, state) => {
        const others = (await this.all(change.tx, project.id)).filter(
          other => other.id !== id,
        );
        if (!minBy(others, 'sequence')) {
          throw new ConflictError('A project needs a state');
        }
        const heir = others.find(other => other.id === reassign_to);
        if (reassign_to !== undefined && !heir) {
          throw new InvalidRequestError([
            {
              field: 'query.reassign_to',
              reason: 'is not another state of this project',
            },
          ]);
        }
        await this.moveItems(change, state, heir);
      },
    });
  }

  private async moveItems(
    change: Change,
    state: StateRow,
    heir: StateRow | undefined,
  ): Promise<void> {
    const { items, itemChanges } = this.own;
    const inIt = await items.listWith(change.tx, 'state_id', state.id);
    if (inIt.length === 0) {
      return;
    }
    if (!heir) {
      throw new ConflictError(
        `${inIt.length} items are in ${state.name}: say where they go with reassign_to`,
      );
    }
    await itemChanges.apply(
      change,
      inIt.map(before => ({
        before,
        after: patchWorkItem(
          before,
          { state_id: heir.id },
          () => heir.group,
          change.now,
        ),
      })),
      { detail: true },
    );
  }
}
