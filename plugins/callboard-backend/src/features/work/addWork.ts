import { Kernel } from '../../kernel/createKernel';
import { ProjectServices } from '../projects/addProjects';
import { foundWork } from './foundWork';
import { IngestStore } from './ingest/IngestStore';
import { ProjectSettingsReader } from './ingest/ProjectSettingsReader';
import { WorkItemIngestion } from './ingest/WorkItemIngestion';
import { SearchableWorkItems } from './items/SearchableWorkItems';
import { WorkItemBulk } from './items/WorkItemBulk';
import { WorkItemChanges } from './items/WorkItemChanges';
import { WorkItemReader } from './items/WorkItemReader';
import { WorkItemReadModel } from './items/WorkItemReadModel';
import { WorkItemService } from './items/WorkItemService';
import { WorkItemStore } from './items/WorkItemStore';
import * as kinds from './settings/kinds';
import { Releases } from './settings/Releases';
import { SettingService } from './settings/SettingService';
import { StateService } from './settings/StateService';
import { WorkServices } from './WorkServices';

/** Work items, and what they can have. */
export function addWork(
  { knex, changes, config, visibleTypes }: Kernel,
  { founder, ofEntities }: Omit<ProjectServices, 'projects'>,
): WorkServices {
  visibleTypes.add('work_item', 'work_state', 'label', 'cycle', 'module');
  const store = new WorkItemStore();
  const itemChanges = new WorkItemChanges(store);
  const deps = { knex, changes, store, items: store, itemChanges };
  const states = new StateService(deps);
  const labels = new SettingService(kinds.labels, deps);
  const cycles = new SettingService(kinds.cycles, deps);
  founder.onFounded((change, project) => foundWork(change, project, states));
  return {
    states,
    labels,
    cycles,
    modules: new SettingService(kinds.modules, deps),
    releases: new Releases(deps),
    items: new WorkItemService({ ...deps, states }),
    reader: new WorkItemReader(new WorkItemReadModel(knex)),
    searchable: new SearchableWorkItems({ knex, config }),
    bulk: new WorkItemBulk(deps),
    ingestion: new WorkItemIngestion({
      changes,
      projects: ofEntities,
      itemChanges,
      ingestStore: new IngestStore(),
      settings: new ProjectSettingsReader({ states, labels, cycles }),
    }),
  };
}
