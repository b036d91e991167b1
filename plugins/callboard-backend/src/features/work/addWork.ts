import { callboardWorkItemReadPermission } from '@callboard/plugin-callboard-common';
import {
  workItemResourceRef,
  workItemRules,
} from '@callboard/plugin-callboard-node';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { Relations } from '../../access/Relations';
import { Change } from '../../changes/Changes';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { projectTable } from '../../core/projects/projectQueries';
import { lockForUpdate } from '../../database/locks';
import { callboardActor } from '../../kernel/actor';
import { ProjectRow } from '../../access/Caller';
import { commentResolver } from './comments/CommentReader';
import { createWorkServices, WorkServices } from './WorkServices';
import { listWorkItemResources } from './items/search/searchableWorkItems';
import { requireItem } from './items/WorkItemRow';
import {
  workItemResolver,
  workItemSearchProvider,
} from './items/search/workItemSearchProvider';
import { workNotifications } from './notifications/workNotifications';
import { bindWork } from './routes';
import { createWorkSeeding } from './seeding/createWorkSeeding';
import { StateRow } from './settings/settingKinds';
import { defaultStates } from './settings/Workflows';
import * as kinds from './settings/settingKinds';
import { createSettingResolver } from './settings/SettingStore';
import { SettingService } from './settings/SettingService';
import { WorkItemSources } from './sources/WorkItemSources';
import { workData } from './workData';

/** Defines the relations to items and comments that give access without a role in the project. */
function defineRelations(relations: Relations): void {
  relations.define(
    'assignee',
    async (knex, { user_ref, project_id, params }) => {
      const item = params.iid ?? params.id;
      if (item) {
        await requireItem(knex, project_id, item);
      }
      const assigned = await knex('work_item_assignees')
        .join('work_items', 'work_items.id', 'work_item_assignees.work_item_id')
        .select('work_items.id')
        .where('work_item_assignees.user_ref', user_ref)
        .where('work_items.project_id', project_id)
        .whereNull('work_items.deleted_at')
        .modify(query => item && query.where('work_items.id', item))
        .first();
      return assigned !== undefined;
    },
  );
  relations.define(
    'author',
    async (knex, { user_ref, project_id, params: { iid, id } }) => {
      await requireItem(knex, project_id, iid!);
      const comment = await knex('work_item_comments')
        .select('author_ref')
        .where({ id, work_item_id: iid, project_id })
        .whereNull('deleted_at')
        .first();
      if (!comment) {
        throw new NotFoundError(`Comment ${id} not found`);
      }
      return comment.author_ref === user_ref;
    },
  );
}

/** Creates the states of a new project, and the counter of its item numbers. */
async function initialiseProjectWork(
  change: Change,
  project: ProjectRow,
  states: SettingService<StateRow>,
): Promise<void> {
  await change.tx('project_counters').insert({
    project_id: project.id,
    last_number: 0,
  });
  await states.add(
    change,
    defaultStates.map(state => states.buildRow(change, project, state)),
    { detail: true },
  );
}

/** Initialises the projects that were created while the feature was off. */
async function initialiseOlderProjects(
  { knex, changes }: Core,
  states: SettingService<StateRow>,
): Promise<void> {
  const selectUninitialised = (connection: Knex) =>
    projectTable
      .select(connection)
      .whereNotIn('id', connection('project_counters').select('project_id'));
  for (const { id } of await selectUninitialised(knex)) {
    await changes.run(callboardActor, async change => {
      await lockForUpdate(change.tx('projects').where({ id }));
      // Another replica may have initialised the project before the lock.
      const row = await selectUninitialised(change.tx).where({ id }).first();
      if (row) {
        await initialiseProjectWork(change, projectTable.read(row), states);
      }
    });
  }
}

export function addWork(
  core: Core,
  sources: WorkItemSources,
): Feature<WorkServices> {
  const services = createWorkServices(core);
  const { states } = services;
  core.projectCreator.onCreated((change, project) =>
    initialiseProjectWork(change, project, states),
  );
  defineRelations(core.relations);
  addWorkItemPermissions(core);
  bindWork(core, services);
  return {
    data: workData,
    resolvers: [
      workItemResolver,
      commentResolver,
      ...[kinds.states, kinds.labels, kinds.cycles, kinds.modules].map(
        createSettingResolver,
      ),
    ],
    searchProviders: [workItemSearchProvider],
    notifications: workNotifications,
    services,
    seeding: createWorkSeeding(core, services),
    async start() {
      await initialiseOlderProjects(core, states);
      await sources.connect(core, services);
    },
  };
}

/** Registers work items with the permission framework, with a rule about their visibility. */
function addWorkItemPermissions(core: Core): void {
  core.platform.permissionsRegistry.addResourceType({
    resourceRef: workItemResourceRef,
    permissions: [callboardWorkItemReadPermission],
    rules: Object.values(workItemRules),
    getResources: ids => listWorkItemResources(core, ids),
  });
}
