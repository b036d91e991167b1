import { WorkItemIngestion } from './ingest/WorkItemIngestion';
import { SearchableWorkItems } from './items/SearchableWorkItems';
import { WorkItemBulk } from './items/WorkItemBulk';
import { WorkItemReader } from './items/WorkItemReader';
import { WorkItemService } from './items/WorkItemService';
import { SettingService } from './settings/SettingService';
import { CycleRow, LabelRow, ModuleRow } from './settings/SettingRow';
import { Releases } from './settings/Releases';
import { StateService } from './settings/StateService';

/** Everything there is to do with work. */
export interface WorkServices {
  states: StateService;
  labels: SettingService<LabelRow>;
  cycles: SettingService<CycleRow>;
  modules: SettingService<ModuleRow>;
  releases: Releases;
  items: WorkItemService;
  reader: WorkItemReader;
  searchable: SearchableWorkItems;
  bulk: WorkItemBulk;
  ingestion: WorkItemIngestion;
}
