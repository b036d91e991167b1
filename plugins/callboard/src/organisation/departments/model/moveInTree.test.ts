import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import { departmentTree } from '../../../__testUtils__/departmentTree';
import { moveInTree } from './moveInTree';

const tree = departmentTree([
  {
    name: 'A',
    staff_count: 1,
    children: [
      { name: 'B', staff_count: 2, children: [{ name: 'C', staff_count: 4 }] },
    ],
  },
  { name: 'D', staff_count: 8, children: [{ name: 'E' }, { name: 'A2' }] },
]);

/** A tree in one line: name, level and people of each. */
function line(nodes: DepartmentNode[]): string {
  return nodes
    .map(
      ({ name, level, staff_count_recursive: people, children }) =>
        `${name}/${level}/${people}(${line(children)})`,
    )
    .join(' ');
}

describe('moveInTree', () => {
  it('takes all beneath along, and counts anew', () => {
    const moved = moveInTree(tree, 'B', 'D');
    expect(line(moved)).toBe('A/1/1() D/1/14(A2/2/0() B/2/6(C/3/4()) E/2/0())');
    expect(moved[1].children[1].parent_id).toBe('D');
  });

  it('moves to the top', () => {
    const moved = moveInTree(tree, 'C', null);
    expect(line(moved)).toBe('A/1/3(B/2/2()) C/1/4() D/1/8(E/2/0() A2/2/0())');
    expect(moved[1].parent_id).toBeNull();
  });

  it('leaves the tree alone when the department is gone', () => {
    expect(line(moveInTree(tree, 'Z', 'A'))).toBe(line(tree));
  });
});
