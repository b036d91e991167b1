import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import { createExampleResponse } from '@callboard/plugin-callboard-react/testUtils';

/** The fields of a department that matter to a test; the others get defaults. */
type DepartmentSketch = Partial<Omit<DepartmentNode, 'children'>> & {
  name: string;
  children?: DepartmentSketch[];
};

/** Builds a department tree as the API returns it; the names serve as ids. */
export function buildDepartmentTree(
  sketches: DepartmentSketch[],
  parent?: { id: string; level: number },
): DepartmentNode[] {
  return sketches.map(sketch => {
    const self = {
      id: sketch.id ?? sketch.name,
      level: (parent?.level ?? 0) + 1,
    };
    const children = buildDepartmentTree(sketch.children ?? [], self);
    const staff_count = sketch.staff_count ?? 0;
    return {
      ...createExampleResponse('getDepartment'),
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

/** The names of departments, nested as in the tree. */
export interface Names {
  [name: string]: Names;
}

/** Builds a department tree for tests in which only the names matter. */
export const createDepartmentTree = (names: Names): DepartmentNode[] =>
  buildDepartmentTree(toSketches(names));

function toSketches(names: Names): DepartmentSketch[] {
  return Object.entries(names).map(([name, children]) => ({
    name,
    children: toSketches(children),
  }));
}
