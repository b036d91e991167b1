import { CommentServices } from './comments/CommentServices';
import { SettingIngestion } from './ingest/SettingIngestion';
import { WorkItemIngestion } from './ingest/WorkItemIngestion';
import { SearchableWorkItems } from './items/SearchableWorkItems';
import { WorkItemBulk } from './items/WorkItemBulk';
import { WorkItemReader } from './items/WorkItemReader';
import { ReferenceChecks } from './items/WorkItemReferences';
import { WorkItemService } from './items/WorkItemService';
import { ProjectOverviews } from './overview/ProjectOverviews';
import { SettingService } from './settings/SettingService';
import { CycleRow, LabelRow, ModuleRow, StateRow } from './settings/SettingRow';
import { States } from './settings/States';

/** Everything there is to do with work. */
export interface WorkServices {
  /** The states of projects, for who reads them. */
  workflows: States;
  /** What items may refer to. */
  references: ReferenceChecks;
  states: SettingService<StateRow>;
  labels: SettingService<LabelRow>;
  cycles: SettingService<CycleRow>;
  modules: SettingService<ModuleRow>;
  items: WorkItemService;
  reader: WorkItemReader;
  overviews: ProjectOverviews;
  searchable: SearchableWorkItems;
  bulk: WorkItemBulk;
  ingestion: WorkItemIngestion;
  settingIngestion: SettingIngestion;
  comments: CommentServices;
}
