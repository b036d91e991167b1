import { omitBy } from 'lodash';
import { sheetText } from '../../exports/sheetText';
import { blankDepartment } from './blankDepartment';
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
