import { departmentRow } from '../__testUtils__/departmentRow';
import { assembleTree } from './assembleTree';

describe('the tree of departments', () => {
  const top = departmentRow({ name: 'Top' });
  const child = departmentRow({ name: 'Child', parent_id: top.id, level: 2 });
  const grandchild = departmentRow({
    name: 'Grandchild',
    parent_id: child.id,
    level: 3,
  });
  const sibling = departmentRow({
    name: 'Sibling',
    parent_id: top.id,
    level: 2,
  });
  const other = departmentRow({ name: 'Other' });

  it('counts people where they are, and everywhere above', () => {
    const rows = [
      { ...grandchild, staff_count: 3 },
      { ...sibling, staff_count: 0 },
      { ...other, staff_count: 5 },
      { ...child, staff_count: 2 },
      { ...top, staff_count: 0 },
    ];
    expect(assembleTree(rows)).toMatchObject([
      { name: 'Other', staff_count: 5, staff_count_recursive: 5, children: [] },
      {
        name: 'Top',
        staff_count: 0,
        staff_count_recursive: 5,
        children: [
          { name: 'Sibling', staff_count: 0, staff_count_recursive: 0 },
          {
            name: 'Child',
            staff_count: 2,
            staff_count_recursive: 5,
            children: [
              { name: 'Grandchild', staff_count: 3, staff_count_recursive: 3 },
            ],
          },
        ],
      },
    ]);
  });

  it('may be empty', () => {
    expect(assembleTree([])).toEqual([]);
  });
});
