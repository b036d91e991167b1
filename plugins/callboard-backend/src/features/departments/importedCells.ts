import { newDepartment, userRef } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { flagCell } from '../../imports/flagCell';
import { numberCell } from '../../imports/numberCell';
import { ParsedCells } from '../../imports/parseCells';

const { shape } = newDepartment;

/** What the cells of a file of departments may hold. */
export const importedCells = {
  name: shape.name,
  code: shape.code.unwrap().unwrap(),
  short_name: shape.short_name.unwrap().unwrap(),
  dept_code: shape.dept_code.unwrap().unwrap(),
  description: shape.description.unwrap().unwrap(),
  dept_type: shape.dept_type.unwrap().unwrap(),
  /** By what other departments call themselves, here or in the file. */
  parent_code: z.string(),
  manager_ref: userRef,
  sort_order: numberCell(-1e9, 1e9),
  is_active: flagCell,
};

/** What was read of a row of such a file. */
export type ImportedCells = ParsedCells<typeof importedCells>;
