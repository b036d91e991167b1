import { Core } from '../../core/Core';
import { CommentIngestion } from './comments/CommentIngestion';
import { CommentReader } from './comments/CommentReader';
import { CommentService } from './comments/CommentService';
import { ItemImportUndo } from './imports/ItemImportUndo';
import { WorkItemImporter } from './imports/WorkItemImporter';
import { WorkItemImportPlanner } from './imports/WorkItemImportPlanner';
import { ProjectSettingsUpdater } from './ingest/ProjectSettingsUpdater';
import {
  HideableContents,
  WorkItemIngestion,
} from './ingest/WorkItemIngestion';
import { WorkItemBulk } from './items/WorkItemBulk';
import { WorkItemChanges } from './items/WorkItemChanges';
import { WorkItemReader } from './items/WorkItemReader';
import { WorkItemService } from './items/WorkItemService';
import { ProjectOverviews } from './ProjectOverviews';
import * as kinds from './settings/settingKinds';
import { createSettingRules } from './settings/SettingRules';
import { SettingService } from './settings/SettingService';
import { SourceAccounts } from './sources/SourceAccounts';
import { SourceCursorStore } from './sources/SourceCursorStore';
import { SourceProjectStore } from './sources/SourceProjectStore';
import { SourceService } from './sources/SourceService';
import { SourceSyncs } from './sources/SourceSyncs';
import { StoredIds } from './sources/StoredIds';

/** Creates the services of work items and of the project settings they use. */
export function createWorkServices(core: Core) {
  const { knex, platform } = core;
  const itemChanges = new WorkItemChanges();
  const rules = createSettingRules(itemChanges);
  const settings = {
    states: new SettingService(kinds.states, rules.states, core),
    labels: new SettingService(kinds.labels, rules.labels, core),
    cycles: new SettingService(kinds.cycles, rules.cycles, core),
    modules: new SettingService(kinds.modules, rules.modules, core),
  };
  const comments = {
    comments: new CommentService(core),
    reader: new CommentReader(knex),
    ingestion: new CommentIngestion(core),
  };
  /** Each element hides one kind of contents of hidden items. Other features add elements. */
  const hiddenContents: HideableContents[] = [comments.ingestion];
  const deps = { ...core, ...settings, itemChanges, hiddenContents };
  const ingestionDeps = { ...deps, projects: core.entityProjects };
  const settingsUpdater = new ProjectSettingsUpdater(ingestionDeps);
  const cursors = new SourceCursorStore(knex);
  const projects = new SourceProjectStore(knex);
  const accounts = new SourceAccounts({ ...core, ...platform });
  const syncs = new SourceSyncs({ ...core, ...platform, cursors, projects });
  const sources = { cursors, projects, accounts, syncs };
  return {
    ...settings,
    items: new WorkItemService(deps),
    reader: new WorkItemReader(knex),
    // Uses the reader connection, because counting can take long in large workspaces.
    overviews: new ProjectOverviews({ ...core, knex: core.reader }),
    bulk: new WorkItemBulk(deps),
    importer: new WorkItemImporter({
      ...deps,
      planner: new WorkItemImportPlanner(deps),
    }),
    importUndo: new ItemImportUndo(deps),
    comments,
    hiddenContents,
    settings: settingsUpdater,
    ingestion: new WorkItemIngestion({
      ...ingestionDeps,
      settings: settingsUpdater,
    }),
    sources: {
      ...sources,
      storedIds: new StoredIds(knex),
      sources: new SourceService({ ...core, ...sources, itemChanges }),
    },
  };
}

export type WorkServices = ReturnType<typeof createWorkServices>;
