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

/** Services of work items and of the project settings they use. */
export interface WorkServices {
  /** Reads the workflow states of projects. */
  workflows: States;
  /** Checks the references of work items. */
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
