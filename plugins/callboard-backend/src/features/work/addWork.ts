import { callboardWorkItemReadPermission } from '@callboard/plugin-callboard-common';
import {
  workItemResourceRef,
  workItemRules,
} from '@callboard/plugin-callboard-node';
import { Change } from '../../changes/Changes';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { ProjectRow } from '../../access/rows';
import { commentResolver } from './comments/commentResolver';
import { CommentChanges } from './comments/CommentChanges';
import { CommentReader } from './comments/CommentReader';
import { CommentService } from './comments/CommentService';
import { CommentServices } from './comments/CommentServices';
import { CommentStore } from './comments/CommentStore';
import { CommentIngestion } from './comments/ingest/CommentIngestion';
import { CommentIngestStore } from './comments/ingest/CommentIngestStore';
import { MentionedPeople } from './comments/MentionedPeople';
import { IngestStore } from './ingest/IngestStore';
import { ProjectSettingsReader } from './ingest/ProjectSettingsReader';
import { SettingIngestion } from './ingest/SettingIngestion';
import { SettingSourceStore } from './ingest/SettingSourceStore';
import { WorkItemIngestion } from './ingest/WorkItemIngestion';
import { defineRelations } from './relations';
import { ItemPatches } from './items/ItemPatches';
import { SearchableWorkItems } from './items/SearchableWorkItems';
import { workItemResolver } from './items/workItemResolver';
import { workItemSearcher } from './items/search/workItemSearcher';
import { WorkItemBulk } from './items/WorkItemBulk';
import { WorkItemChanges } from './items/WorkItemChanges';
import { ReferenceChecks } from './items/WorkItemReferences';
import { WorkItemReader } from './items/WorkItemReader';
import { WorkItemReadModel } from './items/WorkItemReadModel';
import { WorkItemResources } from './items/WorkItemResources';
import { WorkItemService } from './items/WorkItemService';
import { WorkItemStore } from './items/WorkItemStore';
import { ProjectOverviewReadModel } from './overview/ProjectOverviewReadModel';
import { ProjectOverviews } from './overview/ProjectOverviews';
import { workNotifications } from './notifications/workNotifications';
import { bindWork } from './routes';
import { createWorkSeeding } from './seeding/createWorkSeeding';
import { StateRow } from './settings/SettingRow';
import { defaultStates } from './settings/defaultStates';
import * as kinds from './settings/kinds';
import { createSettingResolver } from './settings/createSettingResolver';
import { SettingService } from './settings/SettingService';
import {
  createCycleRules,
  createLabelRules,
  createModuleRules,
} from './settings/settingRulesOfItems';
import { StateRules } from './settings/StateRules';
import { States } from './settings/States';
import { WorkItemSources } from './sources/WorkItemSources';
import { workData } from './workData';
import { WorkServices } from './WorkServices';

/** Gives a new project a workflow, and a counter for its items. */
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

/** The work feature: work items and project settings. */
export function addWork(
  core: Core,
  sources: WorkItemSources,
): Feature<WorkServices> {
  const { knex, changes, audience, people } = core;
  const store = new WorkItemStore();
  const itemChanges = new WorkItemChanges(store);
  const patches = new ItemPatches(itemChanges);
  const workflows = new States();
  const deps = {
    knex,
    changes,
    store,
    items: store,
    itemChanges,
    patches,
    states: workflows,
    references: new ReferenceChecks(audience),
  };
  const states = new SettingService(kinds.states, new StateRules(deps), deps);
  const labels = new SettingService(kinds.labels, createLabelRules(deps), deps);
  const cycles = new SettingService(kinds.cycles, createCycleRules(deps), deps);
  const ingestedSettings = new ProjectSettingsReader({
    audience,
    states: workflows,
    labels,
    cycles,
    sources: new SettingSourceStore(),
  });
  core.projectCreator.onFounded((change, project) =>
    initialiseProjectWork(change, project, states),
  );
  const services: WorkServices = {
    states,
    labels,
    cycles,
    modules: new SettingService(kinds.modules, createModuleRules(deps), deps),
    workflows,
    references: deps.references,
    items: new WorkItemService(deps),
    reader: new WorkItemReader(new WorkItemReadModel(knex)),
    overviews: new ProjectOverviews({
      // Counting may take long in large workspaces.
      readModel: new ProjectOverviewReadModel(core.reader),
      clock: core.clock,
    }),
    searchable: new SearchableWorkItems(core),
    bulk: new WorkItemBulk(deps),
    comments: createComments(core),
    ingestion: new WorkItemIngestion({
      changes,
      people,
      projects: core.ofEntities,
      itemChanges,
      ingestStore: new IngestStore(),
      settings: ingestedSettings,
    }),
    settingIngestion: new SettingIngestion({
      changes,
      projects: core.ofEntities,
      settings: ingestedSettings,
    }),
  };
  defineRelations(core.relations);
  addWorkItemPermissions(core);
  bindWork(core.router, services, core.workspaces);
  return {
    data: workData,
    resolvers: [
      workItemResolver,
      commentResolver,
      createSettingResolver({
        type: 'work_state',
        table: kinds.states.table,
        fields: ['color', 'group'],
      }),
      createSettingResolver({
        type: 'label',
        table: kinds.labels.table,
        fields: ['color'],
      }),
      createSettingResolver({
        type: 'cycle',
        table: kinds.cycles.table,
        fields: [],
      }),
      createSettingResolver({
        type: 'module',
        table: kinds.modules.table,
        fields: [],
      }),
    ],
    searchers: [workItemSearcher],
    notifications: workNotifications,
    services,
    seeding: createWorkSeeding(core, services),
    start: () => sources.connect(core, services),
  };
}

/** Registers work items with the permission framework, with a rule about their visibility. */
function addWorkItemPermissions({ knex, visibility, platform }: Core): void {
  const resources = new WorkItemResources({ knex, visibility });
  platform.permissionsRegistry.addResourceType({
    resourceRef: workItemResourceRef,
    permissions: [callboardWorkItemReadPermission],
    rules: Object.values(workItemRules),
    getResources: ids => resources.list(ids),
  });
}

function createComments({
  knex,
  changes,
  audience,
  people,
}: Core): CommentServices {
  const store = new CommentStore();
  const deps = {
    changes,
    people,
    store,
    commentChanges: new CommentChanges(store),
    mentioned: new MentionedPeople(audience),
    ingestStore: new CommentIngestStore(),
  };
  return {
    comments: new CommentService(deps),
    reader: new CommentReader(knex, store),
    ingestion: new CommentIngestion(deps),
    changes: deps.commentChanges,
    mentioned: deps.mentioned,
  };
}
