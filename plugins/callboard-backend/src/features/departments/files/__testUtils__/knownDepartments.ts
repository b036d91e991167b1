import { departmentRow } from '../../__testUtils__/departmentRow';

/** A department with all three codes. */
export const sales = departmentRow({
  name: 'Sales',
  code: 'S',
  dept_code: '0100',
  short_name: 'SAL',
});

/** One beneath it. */
export const inside = departmentRow({
  name: 'Inside',
  code: 'SI',
  parent_id: sales.id,
  level: 2,
});

/** One beside it. */
export const legal = departmentRow({
  name: 'Legal',
  code: 'L',
  dept_code: '0200',
});

/** What is there besides a file. */
export const existing = [sales, inside, legal];
