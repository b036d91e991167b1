import { CommentReader } from './comments/CommentReader';
import { CommentService } from './comments/CommentService';
import { CommentIngestion } from './comments/CommentIngestion';
import { ProjectSettingsUpdater } from './ingest/ProjectSettingsUpdater';
import {
  HideableContents,
  WorkItemIngestion,
} from './ingest/WorkItemIngestion';
import { WorkItemBulk } from './items/WorkItemBulk';
import { WorkItemReader } from './items/WorkItemReader';
import { WorkItemService } from './items/WorkItemService';
import { ProjectOverviews } from './ProjectOverviews';
import { SourceAccounts } from './sources/SourceAccounts';
import { SourceCursorStore } from './sources/SourceCursorStore';
import { SourceProjectStore } from './sources/SourceProjectStore';
import { SourceService } from './sources/SourceService';
import { SourceSyncs } from './sources/SourceSyncs';
import { StoredIds } from './sources/StoredIds';
import { SettingService } from './settings/SettingService';
import {
  CycleRow,
  LabelRow,
  ModuleRow,
  StateRow,
} from './settings/settingKinds';

export interface CommentServices {
  comments: CommentService;
  reader: CommentReader;
  ingestion: CommentIngestion;
}

/** Services for the systems from which Callboard ingests work items. */
export interface SourceServices {
  cursors: SourceCursorStore;
  projects: SourceProjectStore;
  accounts: SourceAccounts;
  storedIds: StoredIds;
  syncs: SourceSyncs;
  sources: SourceService;
}

/** Services of work items and of the project settings they use. */
export interface WorkServices {
  states: SettingService<StateRow>;
  labels: SettingService<LabelRow>;
  cycles: SettingService<CycleRow>;
  modules: SettingService<ModuleRow>;
  items: WorkItemService;
  reader: WorkItemReader;
  overviews: ProjectOverviews;
  bulk: WorkItemBulk;
  ingestion: WorkItemIngestion;
  /** Each element hides one kind of contents of hidden items. Other features add elements. */
  hiddenContents: HideableContents[];
  settings: ProjectSettingsUpdater;
  comments: CommentServices;
  sources: SourceServices;
}
