import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import { min } from 'lodash';
import { DepartmentRow } from '../departments/DepartmentRow';
import { cyclesIn, levelsIn, ParentIds } from '../departments/ParentIds';
import { CatalogGroup } from './CatalogOrganisation';
import { ChosenGroup } from './chooseGroups';
import { Conflicts } from './Conflicts';
import { GroupTree } from './GroupTree';

/** Where all departments of a workspace are to lie. */
export interface Places {
  parents: ParentIds;
  levels: ReadonlyMap<string, number>;
}

/**
 * Puts the departments of Groups where the catalog has them, and reports those
 * that cannot have their place: in a cycle, too deep, beneath a conflict. They
 * stay where they are, or are not made; as long as there is such a one, the
 * others are looked at again without it.
 */
export function placeGroups(
  groups: readonly CatalogGroup[],
  departments: readonly DepartmentRow[],
  chosen: ReadonlyMap<string, ChosenGroup>,
  conflicts: Conflicts,
): Places {
  const tree = new GroupTree(groups);
  for (;;) {
    const { parents, problems } = findParents(
      tree,
      departments,
      chosen,
      conflicts,
    );
    const found =
      problems.length > 0
        ? problems
        : problemsOfTree(parents, movedBy(parents, chosen, conflicts));
    if (found.length === 0) {
      return { parents, levels: levelsIn(parents) };
    }
    found.forEach(([entity_ref, reason]) => conflicts.add(entity_ref, reason));
  }
}

type Problem = [entity_ref: string, reason: string];

/** Parents by department, of those that are there and those that are made. */
function findParents(
  tree: GroupTree,
  departments: readonly DepartmentRow[],
  chosen: ReadonlyMap<string, ChosenGroup>,
  conflicts: Conflicts,
): { parents: Map<string, string | null>; problems: Problem[] } {
  const parents = new Map(departments.map(row => [row.id, row.parent_id]));
  const isThere = new Set(parents.keys());
  const departmentOf = ({ entity_ref, department_id }: CatalogGroup) => {
    const { id, before } = chosen.get(entity_ref) ?? {};
    if (department_id) {
      return isThere.has(department_id) ? department_id : undefined;
    }
    return id && !before && conflicts.has(entity_ref) ? null : id;
  };
  const problems: Problem[] = [];
  for (const [entity_ref, { group, id }] of chosen) {
    if (!conflicts.has(entity_ref)) {
      const above = tree.above(group, departmentOf);
      if ('left' in above) {
        problems.push([entity_ref, `${above.left} above it is left out`]);
      } else {
        parents.set(id, above.id);
      }
    }
  }
  return { parents, problems };
}

/** The Groups whose departments are made or come to lie beneath another one. */
function movedBy(
  parents: ParentIds,
  chosen: ReadonlyMap<string, ChosenGroup>,
  conflicts: Conflicts,
): Map<string, string> {
  return new Map(
    [...chosen]
      .filter(
        ([ref, { id, before }]) =>
          !conflicts.has(ref) && parents.get(id) !== before?.parent_id,
      )
      .map(([ref, { id }]) => [id, ref]),
  );
}

function problemsOfTree(
  parents: ParentIds,
  moved: ReadonlyMap<string, string>,
): Problem[] {
  const cycles = cyclesIn(parents).filter(id => moved.has(id));
  if (cycles.length > 0) {
    return cycles.map(id => [moved.get(id)!, 'lies beneath itself']);
  }
  const levels = levelsIn(parents);
  const causes = [...levels]
    .filter(([, level]) => level > MAX_DEPARTMENT_LEVEL)
    .map(([id]) => nearestMoved(id, parents, moved));
  // What lies deeper may fit once the topmost are where they were.
  const topmost = min(causes.map(id => levels.get(id)!));
  return causes
    .filter(id => levels.get(id) === topmost)
    .map(id => [
      moved.get(id)!,
      `would make the tree deeper than ${MAX_DEPARTMENT_LEVEL} levels`,
    ]);
}

/** The department itself or the nearest above it that is moved. */
function nearestMoved(
  id: string,
  parents: ParentIds,
  moved: ReadonlyMap<string, string>,
): string {
  let at = id;
  while (!moved.has(at)) {
    at = parents.get(at)!;
  }
  return at;
}
