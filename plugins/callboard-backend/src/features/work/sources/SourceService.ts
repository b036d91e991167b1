import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  SourcePerson,
  SourceProject,
  SourceState,
  WorkSource,
  WorkSourcePatch,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq } from 'lodash';
import { Knex } from 'knex';
import { ProjectRow, RequestContext } from '../../../access/Caller';
import { Change, Changes } from '../../../changes/Changes';
import { cutText } from '../../../database/text';
import { FieldProblem, throwIfInvalid } from '../../../http/errors';
import { Clock } from '../../../kernel/clock';
import { computeProgress } from '../items/buildWorkItem';
import {
  recordProjectBulkAction,
  WorkItemChanges,
} from '../items/WorkItemChanges';
import { lockWork } from '../lockWork';
import { StateRow } from '../settings/settingKinds';
import { readStates } from '../settings/Workflows';
import { SourceAccounts } from './SourceAccounts';
import { SourceProjectRow, SourceProjectStore } from './SourceProjectStore';
import {
  createStateResolver,
  listSourceStates,
  listSourceStatesByProject,
  mapSourceState,
  SourceStatesKey,
  toStateKey,
} from './sourceStates';
import { SourceSyncs } from './SourceSyncs';
import { toNextVersion } from '../../../database/Table';

/** A run without progress for this long counts as ended, because its process must have stopped. */
const MAX_SILENCE_MS = 10 * 60_000;

const MAX_SUMMARY_LENGTH = 500;

/** The caller, and a project of which they are an admin. */
interface SourceContext extends RequestContext {
  project: ProjectRow;
}

/** Lists and synchronises the sources of projects, and maps their states and people. */
export class SourceService {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      changes: Changes;
      itemChanges: WorkItemChanges;
      projects: SourceProjectStore;
      accounts: SourceAccounts;
      syncs: SourceSyncs;
    },
  ) {}

  /** Lists the sources that Callboard reads for a project, and the sources that sent states. */
  async list({
    workspace,
    role,
    project,
  }: SourceContext): Promise<WorkSource[]> {
    const { knex, projects, accounts, syncs } = this.deps;
    const rows = await projects.listByEntity(workspace.id, project.entity_ref);
    const bySource = groupBy(rows, ({ source }) => source);
    const states = await listSourceStatesByProject(knex, project.id);
    const people =
      role === 'admin' ? await accounts.listAll(knex, workspace.id) : {};
    const pauseEnds = await syncs.listPauseEnds(workspace.id);
    return uniq([...Object.keys(bySource), ...Object.keys(states)])
      .sort()
      .map(source => ({
        source,
        can_sync: syncs.isScheduled(source, workspace),
        paused_until: pauseEnds.get(source)?.toISOString() ?? null,
        projects: (bySource[source] ?? []).map(row => this.toResponse(row)),
        states: states[source] ?? [],
        people: people[source] ?? [],
      }));
  }

  /** @throws NotFoundError when the project has no such source */
  async get(context: SourceContext, source: string): Promise<WorkSource> {
    const found = (await this.list(context)).find(
      other => other.source === source,
    );
    if (!found) {
      throw new NotFoundError(`The project has no source ${source}`);
    }
    return found;
  }

  /**
   * Starts the synchronisation of a source within seconds.
   *
   * @throws NotFoundError when the project has no such source
   * @throws ConflictError when Callboard does not read the source
   */
  async sync(context: SourceContext, source: string): Promise<WorkSource> {
    const found = await this.get(context, source);
    if (!found.can_sync) {
      throw new ConflictError(
        `Callboard cannot synchronise ${source}: this source sends its items by itself`,
      );
    }
    await this.deps.syncs.trigger(source, context.workspace);
    return found;
  }

  /**
   * Changes the mapping of states and people. Items move to their new state at once. The people of
   * an item change with the next change of the item at the source.
   *
   * @throws NotFoundError when the project has no such source
   * @throws NotAllowedError if the patch has `people`, and the caller is no admin of the workspace
   * @throws ConflictError when the project is archived
   * @throws InvalidRequestError for an unknown state or account
   */
  async update(
    context: SourceContext,
    source: string,
    { states = [], people = [] }: WorkSourcePatch,
  ): Promise<WorkSource> {
    const { changes } = this.deps;
    const before = await this.get(context, source);
    if (people.length > 0 && context.role !== 'admin') {
      throw new NotAllowedError(
        'Only workspace admins can assign users to accounts',
      );
    }
    throwIfInvalid([
      ...states.flatMap(({ name }, index) =>
        before.states.some(state => toStateKey(state.name) === toStateKey(name))
          ? []
          : createUnknownProblem(
              `states[${index}].name`,
              'a state of this source',
            ),
      ),
      ...people.flatMap(({ key }, index) =>
        before.people.some(person => person.key === key)
          ? []
          : createUnknownProblem(
              `people[${index}].key`,
              'an account listed for this source',
            ),
      ),
    ]);
    await changes.run(context.caller, async change => {
      const project = await lockWork(change.tx, context.project.id);
      await this.mapStates(change, project, source, states);
      await this.assignPeople(change, context, source, people);
    });
    return this.get(context, source);
  }

  private async mapStates(
    change: Change,
    project: ProjectRow,
    source: string,
    states: ReadonlyArray<Omit<SourceState, 'group'>>,
  ): Promise<void> {
    const key = { project_id: project.id, source };
    const projectStates = await readStates(change.tx, project.id);
    const stateNames = new Map(projectStates.map(({ id, name }) => [id, name]));
    throwIfInvalid(
      states.flatMap(({ state_id }, index) =>
        state_id === null || stateNames.has(state_id)
          ? []
          : createUnknownProblem(
              `states[${index}].state_id`,
              'a state of this project',
            ),
      ),
    );
    const stored = await listSourceStates(change.tx, key);
    const requested = new Map(
      states.map(({ name, state_id }) => [toStateKey(name), state_id]),
    );
    const mapped = stored.map(state => {
      const state_id = requested.get(toStateKey(state.name));
      return state_id === undefined ? state : { ...state, state_id };
    });
    const changed = mapped.filter(
      ({ state_id }, index) => state_id !== stored[index].state_id,
    );
    if (changed.length === 0) {
      return;
    }
    for (const state of changed) {
      await mapSourceState(change.tx, key, state);
    }
    const text = changed
      .map(({ name, state_id }) =>
        state_id === null ? name : `${name} → ${stateNames.get(state_id)}`,
      )
      .join(', ');
    const resolveState = createStateResolver(projectStates, mapped);
    await this.moveItems(change, key, changed, resolveState);
    recordProjectBulkAction(change, project, 'map_source', {
      text: cutText(text, MAX_SUMMARY_LENGTH),
      entity_type: 'work_state',
      source,
    });
  }

  /** Moves the items in source states with a changed mapping to their new states. */
  private async moveItems(
    change: Change,
    key: SourceStatesKey,
    changed: readonly SourceState[],
    resolveState: (state: SourceState) => StateRow,
  ): Promise<void> {
    const { tx, now } = change;
    const targets = new Map(
      changed.map(state => [toStateKey(state.name), resolveState(state)]),
    );
    const ids: string[] = await tx('work_items')
      .where(key)
      .whereNull('deleted_at')
      .whereIn('external_state', [...targets.keys()])
      .orderBy('id')
      .pluck('id');
    await this.deps.itemChanges.changeEach(change, ids, before => {
      const { id, group } = targets.get(before.external_state!)!;
      if (before.state_id === id) {
        return before;
      }
      const moved = { state_id: id, state_group: group };
      const after = toNextVersion(before, moved, now);
      // The item entered its state at the source when it last changed there, not now.
      const at = before.external_updated_at ?? after.updated_at;
      return { ...after, ...computeProgress(before, after, at) };
    });
  }

  private async assignPeople(
    change: Change,
    { workspace }: SourceContext,
    source: string,
    people: readonly Omit<SourcePerson, 'name'>[],
  ): Promise<void> {
    const { accounts } = this.deps;
    const key = { workspace_id: workspace.id, source };
    const stored = new Map(
      (await accounts.listAll(change.tx, workspace.id))[source]?.map(person => [
        person.key,
        person,
      ]),
    );
    const changed = people.filter(
      person => stored.get(person.key)?.user_ref !== person.user_ref,
    );
    if (changed.length === 0) {
      return;
    }
    for (const person of changed) {
      await accounts.assign(change.tx, key, person);
    }
    const text = changed
      .map(person => stored.get(person.key)?.name ?? person.key)
      .join(', ');
    change.record({
      workspace_id: workspace.id,
      visibility: 'admins',
      entity_type: 'workspace',
      entity_id: workspace.id,
      entity_label: workspace.name,
      action: 'map_source',
      before: null,
      after: null,
      metadata: { text: cutText(text, MAX_SUMMARY_LENGTH), source },
    });
  }

  private toResponse({
    source: _source,
    entity_ref: _entity,
    active_at,
    ...project
  }: SourceProjectRow): SourceProject {
    const now = this.deps.clock.now();
    const { finished_at } = project;
    return {
      ...project,
      lag_seconds:
        finished_at === null
          ? null
          : Math.max(0, Math.floor((now - Date.parse(finished_at)) / 1_000)),
      is_running:
        active_at !== null && now - Date.parse(active_at) < MAX_SILENCE_MS,
    };
  }
}

function createUnknownProblem(field: string, kind: string): FieldProblem {
  return { field: `body.${field}`, reason: `is not ${kind}` };
}
