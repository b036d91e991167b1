import { DEFAULT_SORT_ORDER } from '@callboard/plugin-callboard-common';
import { omitBy } from 'lodash';
import { sheetText } from '../../exports/sheetText';
import { newId } from '../../database/ids';
import { DepartmentRow } from './DepartmentRow';
import { ImportedCells } from './importedCells';
import { ImportSetting } from './ImportSetting';

/** A department as the cells of a row want it; blank ones leave their value. */
export function applyCells(
  { parent_code: _, ...cells }: ImportedCells,
  before: DepartmentRow | undefined,
  { workspace_id, names, now }: ImportSetting,
): DepartmentRow {
  const base = before ?? blankDepartment(workspace_id, now);
  // What the export cannot tell in a file is no change.
  const given = omitBy(cells, (value, field) => {
    const held = base[field as keyof typeof cells];
    return (
      typeof held === 'string' &&
      [held, sheetText(held)].some(text => text.trim() === value)
    );
  });
  const after = { ...base, ...given };
  const { manager_ref } = after;
  return manager_ref === base.manager_ref
    ? after
    : { ...after, manager_name: names.get(manager_ref!) ?? null };
}

function blankDepartment(workspace_id: string, now: number): DepartmentRow {
  const instant = new Date(now).toISOString();
  return {
    id: newId(now),
    workspace_id,
    name: '',
    code: null,
    short_name: null,
    dept_code: null,
    description: null,
    dept_type: null,
    parent_id: null,
    level: 1,
    manager_ref: null,
    manager_name: null,
    sort_order: DEFAULT_SORT_ORDER,
    is_active: true,
    version: 1,
    created_at: instant,
    updated_at: instant,
  };
}
