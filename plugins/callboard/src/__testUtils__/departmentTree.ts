import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import { exampleOf } from '@callboard/plugin-callboard-react/testUtils';

/** What a test says about a department; the rest is made up. */
export type Sketch = Partial<Omit<DepartmentNode, 'children'>> & {
  name: string;
  children?: Sketch[];
};

/** A tree of departments as the API answers it; ids are the names. */
export function departmentTree(
  sketches: Sketch[],
  parent?: { id: string; level: number },
): DepartmentNode[] {
  return sketches.map(sketch => {
    const self = {
      id: sketch.id ?? sketch.name,
      level: (parent?.level ?? 0) + 1,
    };
    const children = departmentTree(sketch.children ?? [], self);
    const staff_count = sketch.staff_count ?? 0;
    return {
      ...exampleOf('getDepartment'),
      parent_id: parent?.id ?? null,
      is_active: true,
      ...sketch,
      ...self,
      staff_count,
      staff_count_recursive: children.reduce(
        (sum, child) => sum + child.staff_count_recursive,
        staff_count,
      ),
      children,
    };
  });
}

/** Departments by name, each below the one it is nested in. */
export interface Names {
  [name: string]: Names;
}

/** A tree of departments of which only the names matter. */
export const treeOf = (names: Names): DepartmentNode[] =>
  departmentTree(sketchesOf(names));

function sketchesOf(names: Names): Sketch[] {
  return Object.entries(names).map(([name, below]) => ({
    name,
    children: sketchesOf(below),
  }));
}
