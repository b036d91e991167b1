import { ImportOptions } from '@callboard/plugin-callboard-common';
import { formatPreviewOutcomes } from '../../../../imports/__testUtils__/formatPreviewOutcomes';
import { DepartmentTexts } from '../staffColumns';
import { planStaffTable, createStaffTable } from './planStaffTable';
import { staffRow } from '../../__testUtils__/staffRow';

const codes = { code: null, dept_code: null, short_name: null };
const departments = new DepartmentTexts([
  { ...codes, id: 'sales', name: 'Sales', code: '0911', short_name: 'SAL' },
  { ...codes, id: 'legal', name: 'Legal', code: 'L', dept_code: '0200' },
  { ...codes, id: 'labs', name: 'Labs', dept_code: '0911' },
]);

/** A staff member in Legal. */
export const jane = staffRow({
  staff_id: 'E1',
  position: 'Nurse',
  department_id: 'legal',
  notes: ' two\r\nlines ',
});
const resigned = staffRow({
  staff_id: 'E2',
  employment_status: 'resigned',
  date_of_leaving: '2026-01-31',
});
/** The data that exist before an import: two people and three departments. */
export const known = { existing: [jane, resigned], departments };

/** The required cells of a new person. */
export const max = {
  staff_id: 'E9',
  first_name: 'Max',
  last_name: 'Member',
  email: 'max@example.com',
};

/** Describes each row: its outcome, its changes, and its error. */
export async function describePlan(
  rows: Array<Record<string, string>>,
  options: Partial<ImportOptions> = {},
  columns?: string[],
): Promise<string[]> {
  return formatPreviewOutcomes(
    await planStaffTable(createStaffTable(rows, columns), {
      ...known,
      options,
    }),
  );
}
