import {
  Cycle,
  Label,
  SettingOrder,
  WorkModule,
  WorkState,
} from '@callboard/plugin-callboard-common';
import { FieldProblem } from '../../../http/errors';
import { findDateProblems, findReversedDays } from '../items/buildWorkItem';
import { Columns } from '../../../database/Table';

/** The input fields of a setting. On create, null means the default. */
export type SettingFields<Row> = {
  [Field in Exclude<keyof Row, Exclude<keyof SettingRow, 'name'>>]?:
    | Row[Field]
    | null;
};

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

type Stored<Resource> = Resource & SettingRow;

export type StateRow = Stored<WorkState>;
export type LabelRow = Stored<Label>;
export type CycleRow = Stored<Cycle>;
export type ModuleRow = Stored<WorkModule>;

export function toSettingResponse<Row extends SettingRow>({
  workspace_id: _,
  ...resource
}: Row): Omit<Row, 'workspace_id'> {
  return resource;
}

/** A kind of project settings: states, labels, cycles or modules. */
export interface SettingKind<Row extends SettingRow> {
  /** The name of the kind in error messages. */
  readonly singular: string;
  readonly entity_type: 'work_state' | 'label' | 'cycle' | 'module';
  readonly table:
    | 'work_states'
    | 'work_labels'
    | 'work_cycles'
    | 'work_modules';
  readonly defaultOrder: SettingOrder;
  /** The columns that only this kind has, named as in responses. */
  readonly columns: Omit<Columns<Row>, keyof SettingRow>;
  readonly defaults: Omit<Row, keyof SettingRow>;
  /** Validates a row without comparing it to other rows. */
  findProblems(row: Row): FieldProblem[];
}

/** Grey, the default. */
const DEFAULT_COLOR = '#6e7781';

const findNoProblems = (): FieldProblem[] => [];

/** The states of a workflow, in their explicit order. */
export const states: SettingKind<StateRow> = {
  singular: 'state',
  entity_type: 'work_state',
  table: 'work_states',
  defaultOrder: 'sequence',
  columns: { color: 'text', group: 'text', sequence: 'number' },
  defaults: { color: DEFAULT_COLOR, group: 'backlog', sequence: 0 },
  findProblems: findNoProblems,
};

/** Labels of items, ordered by name. */
export const labels: SettingKind<LabelRow> = {
  singular: 'label',
  entity_type: 'label',
  table: 'work_labels',
  defaultOrder: 'name',
  columns: { color: 'text' },
  defaults: { color: DEFAULT_COLOR },
  findProblems: findNoProblems,
};

/** Cycles, ordered by start date; cycles without a start date come last. */
export const cycles: SettingKind<CycleRow> = {
  singular: 'cycle',
  entity_type: 'cycle',
  table: 'work_cycles',
  defaultOrder: 'start_date',
  columns: { description: 'text', start_date: 'text', end_date: 'text' },
  defaults: { description: null, start_date: null, end_date: null },
  findProblems: ({ start_date, end_date }) =>
    findReversedDays(start_date, end_date, 'body.end_date'),
};

/** Modules (parts of a project), ordered by name. */
export const modules: SettingKind<ModuleRow> = {
  singular: 'module',
  entity_type: 'module',
  table: 'work_modules',
  defaultOrder: 'name',
  columns: {
    description: 'text',
    start_date: 'text',
    target_date: 'text',
    lead_ref: 'text',
  },
  defaults: {
    description: null,
    start_date: null,
    target_date: null,
    lead_ref: null,
  },
  findProblems: module => findDateProblems(module),
};
