import {
  newStaffMember,
  staffStatus,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { dateCell } from '../../../imports/dateCell';
import { flagCell } from '../../../imports/flagCell';
import { createIdentifierCell } from '../../../imports/createIdentifierCell';
import { ParsedCells } from '../../../imports/parseCells';
import { DepartmentTexts } from './DepartmentTexts';

const { shape } = newStaffMember;

/** The schemas of the cells in a staff file, by column. */
export function createStaffCellSchemas(departments: DepartmentTexts) {
  return {
    staff_id: createIdentifierCell(shape.staff_id),
    first_name: shape.first_name,
    last_name: shape.last_name.unwrap().unwrap(),
    email: shape.email,
    department_code: z
      .string()
      .refine(
        text => departments.findId(text) !== undefined,
        'no department has this code',
      )
      .transform(text => departments.findId(text)!),
    position: shape.position.unwrap().unwrap(),
    job_grade: shape.job_grade.unwrap().unwrap(),
    phone: createIdentifierCell(shape.phone.unwrap().unwrap()),
    date_of_joining: dateCell,
    date_of_leaving: dateCell,
    employment_status: z
      .string()
      .transform(text => text.toLowerCase())
      .pipe(staffStatus),
    is_department_manager: flagCell,
    notes: shape.notes.unwrap().unwrap(),
  };
}

/** The parsed cells of a row. */
export type StaffCells = ParsedCells<ReturnType<typeof createStaffCellSchemas>>;
