import {
  Cycle,
  Label,
  WorkModule,
  WorkState,
} from '@callboard/plugin-callboard-common';

/** The common columns of project settings. */
export interface SettingRow {
  id: string;
  workspace_id: string;
  project_id: string;
  name: string;
  version: number;
  created_at: string;
  updated_at: string;
}

/** A setting as it is stored. */
export type Stored<Resource> = Resource & SettingRow;

export type StateRow = Stored<WorkState>;
export type LabelRow = Stored<Label>;
export type CycleRow = Stored<Cycle>;
export type ModuleRow = Stored<WorkModule>;

/** A setting as the API returns it. */
export function toSettingResponse<Row extends SettingRow>({
  workspace_id: _,
  ...resource
}: Row): Omit<Row, 'workspace_id'> {
  return resource;
}
