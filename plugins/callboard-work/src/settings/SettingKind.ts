import {
  workSettingEndpoints,
  type Cycle,
  type Label,
  type WorkModule,
  type WorkState,
} from '@callboard/plugin-callboard-common';

/** The kinds of settings of a project's items. */
export type SettingKind = keyof typeof workSettingEndpoints;

/** A setting of one of these kinds. */
export type Setting = WorkState | Label | Cycle | WorkModule;

/** The fields of the dialog about a setting; empty for no value. */
export interface SettingValues {
  name: string;
  color: string;
  group: string;
  description: string;
  start_date: string;
  end_date: string;
  target_date: string;
  lead_ref: string;
}

/** The fields of each kind, in order. */
export const fieldsOfKind: Readonly<
  Record<SettingKind, readonly (keyof SettingValues)[]>
> = {
  states: ['name', 'group', 'color'],
  labels: ['name', 'color'],
  cycles: ['name', 'description', 'start_date', 'end_date'],
  modules: ['name', 'description', 'start_date', 'target_date', 'lead_ref'],
};
