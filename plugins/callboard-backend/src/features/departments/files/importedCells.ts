import {
  ImportOptions,
  newDepartment,
  userRef,
} from '@callboard/plugin-callboard-common';
import { omitBy } from 'lodash';
import { z } from 'zod';
import { toCellText } from '../../../exports/toCellText';
import { flagCell } from '../../../imports/flagCell';
import { createIdentifierCell } from '../../../imports/createIdentifierCell';
import { createNumberCell } from '../../../imports/createNumberCell';
import { ParsedCells } from '../../../imports/parseCells';
import { createBlankDepartment, DepartmentRow } from '../DepartmentRow';

/** The context of a department import. */
export interface ImportSetting
  extends Pick<ImportOptions, 'skip_existing' | 'update_existing'> {
  workspace_id: string;
  /** The department types of the workspace; an empty list allows every type. */
  types: readonly string[];
  /** Display names by reference. */
  names: ReadonlyMap<string, string>;
  /** Milliseconds since 1970. */
  now: number;
}

const { shape } = newDepartment;

/** The schemas of the cells in a department file. */
export const importedCells = {
  name: shape.name,
  code: createIdentifierCell(shape.code.unwrap().unwrap()),
  short_name: shape.short_name.unwrap().unwrap(),
  dept_code: createIdentifierCell(shape.dept_code.unwrap().unwrap()),
  description: shape.description.unwrap().unwrap(),
  dept_type: shape.dept_type.unwrap().unwrap(),
  /** A code of the parent, which exists or is in the file. */
  parent_code: createIdentifierCell(z.string()),
  manager_ref: userRef,
  sort_order: createNumberCell(-1e9, 1e9),
  is_active: flagCell,
};

/** The parsed cells of a row. */
export type ImportedCells = ParsedCells<typeof importedCells>;

/** Applies the cells of a row to a department; blank cells keep their values. */
export function applyCells(
  { parent_code: _, ...cells }: ImportedCells,
  before: DepartmentRow | undefined,
  { workspace_id, names, now }: ImportSetting,
): DepartmentRow {
  const base = before ?? createBlankDepartment(workspace_id, now);
  // A value that the export writes in the same way is unchanged.
  const changedCells = omitBy(cells, (value, field) => {
    const current = base[field as keyof typeof cells];
    return (
      typeof current === 'string' &&
      [current, toCellText(current)].some(text => text.trim() === value)
    );
  });
  const after = { ...base, ...changedCells };
  const { manager_ref } = after;
  return manager_ref === base.manager_ref
    ? after
    : { ...after, manager_name: names.get(manager_ref!) ?? null };
}
