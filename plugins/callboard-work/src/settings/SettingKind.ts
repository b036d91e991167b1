import {
  workSettingEndpoints,
  type Cycle,
  type Label,
  type WorkModule,
  type WorkState,
} from '@callboard/plugin-callboard-common';

/** The kinds of things that items of a project can have. */
export type SettingKind = keyof typeof workSettingEndpoints;

/** One of such things. */
export type Setting = WorkState | Label | Cycle | WorkModule;

/** What is typed into the dialog about one; empty for nothing. */
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

/** The fields that each kind has, in order. */
export const fieldsOfKind: Readonly<
  Record<SettingKind, readonly (keyof SettingValues)[]>
> = {
  states: ['name', 'group', 'color'],
  labels: ['name', 'color'],
  cycles: ['name', 'description', 'start_date', 'end_date'],
  modules: ['name', 'description', 'start_date', 'target_date', 'lead_ref'],
};
