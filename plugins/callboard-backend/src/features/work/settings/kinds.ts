import { normaliseForSearch } from '../../../database/normaliseForSearch';
import { FieldProblem } from '../../../http/errors';
import { findDateProblems, findReversedDays } from '../items/findDateProblems';
import { SettingKind } from './SettingKind';
import { CycleRow, LabelRow, ModuleRow, StateRow } from './SettingRow';

const NO_DATE = '9999-12-31';

/** Grey, the default. */
const DEFAULT_COLOR = '#6e7781';

const findNoProblems = (): FieldProblem[] => [];

/** The steps of a workflow. */
export const states: SettingKind<StateRow> = {
  singular: 'state',
  entity_type: 'work_state',
  table: 'work_states',
  orderKey: 'sequence',
  orderKeyType: 'number',
  getOrderKey: ({ sequence }) => sequence,
  columns: ['color', 'group', 'sequence'],
  defaults: { color: DEFAULT_COLOR, group: 'backlog', sequence: 0 },
  findProblems: findNoProblems,
};

/** Words to mark items with. */
export const labels: SettingKind<LabelRow> = {
  singular: 'label',
  entity_type: 'label',
  table: 'work_labels',
  orderKey: 'sort_name',
  orderKeyType: 'string',
  getOrderKey: ({ name }) => normaliseForSearch(name),
  columns: ['color'],
  defaults: { color: DEFAULT_COLOR },
  findProblems: findNoProblems,
};

/** Cycles have dates. Those without dates come last. */
export const cycles: SettingKind<CycleRow> = {
  singular: 'cycle',
  entity_type: 'cycle',
  table: 'work_cycles',
  orderKey: `coalesce(start_date, '${NO_DATE}')`,
  orderKeyType: 'string',
  getOrderKey: ({ start_date }) => start_date ?? NO_DATE,
  columns: ['description', 'start_date', 'end_date'],
  defaults: { description: null, start_date: null, end_date: null },
  findProblems: ({ start_date, end_date }) =>
    findReversedDays(start_date, end_date, 'body.end_date'),
};

/** Parts of a project. */
export const modules: SettingKind<ModuleRow> = {
  singular: 'module',
  entity_type: 'module',
  table: 'work_modules',
  orderKey: 'sort_name',
  orderKeyType: 'string',
  getOrderKey: ({ name }) => normaliseForSearch(name),
  columns: ['description', 'start_date', 'target_date', 'lead_ref'],
  defaults: {
    description: null,
    start_date: null,
    target_date: null,
    lead_ref: null,
  },
  findProblems: module => findDateProblems(module),
};
