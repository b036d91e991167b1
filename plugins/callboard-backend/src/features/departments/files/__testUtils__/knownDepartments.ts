import { departmentRow } from '../../__testUtils__/departmentRow';

/** A department with all three codes. */
export const sales = departmentRow({
  name: 'Sales',
  code: 'S',
  dept_code: '0100',
  short_name: 'SAL',
});

/** A child of `sales`. */
export const inside = departmentRow({
  name: 'Inside',
  code: 'SI',
  parent_id: sales.id,
  level: 2,
});

/** A sibling of `sales`. */
export const legal = departmentRow({
  name: 'Legal',
  code: 'L',
  dept_code: '0200',
});

/** The departments that exist before an import. */
export const existing = [sales, inside, legal];
