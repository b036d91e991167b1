import { createId } from '../../database/ids';
import { normaliseForSearch } from '../../database/text';
import { DepartmentRow } from '../departments/DepartmentRow';
import {
  arrangeDepartments,
  DepartmentPositions,
  PositionProblem,
} from '../departments/departmentTree';
import { CatalogGroup } from './readCatalogOrganisation';
import { KnownOrganisation, Conflicts, SeedSetting } from './SeedRun';

/** A Group with an imported department, or for which one can be created. */
export interface ImportedGroup {
  group: CatalogGroup;
  /** The id of the department. */
  id: string;
  /** The current department; undefined if it is to be created. */
  before: DepartmentRow | undefined;
}

/**
 * Finds the Groups that should have departments, by reference. Reports a conflict for a new Group
 * whose name another department has. Silently skips Groups that Callboard published, Groups of other
 * types, and Groups whose department was deleted in Callboard.
 */
export function selectGroups(
  groups: readonly CatalogGroup[],
  known: KnownOrganisation,
  conflicts: Conflicts,
  { groupTypes, moment }: SeedSetting,
): Map<string, ImportedGroup> {
  const departmentsById = new Map(known.departments.map(row => [row.id, row]));
  const importedIds = new Set(known.groups.values());
  const takenNames = new Set(
    known.departments
      .filter(({ id }) => !importedIds.has(id))
      .map(({ name }) => normaliseForSearch(name)),
  );
  const importedGroups = new Map<string, ImportedGroup>();
  for (const group of groups) {
    const { entity_ref, department_id, type, name } = group;
    const id = known.groups.get(entity_ref);
    const isOfType = groupTypes?.includes(type) ?? true;
    if (!department_id && id !== null && isOfType) {
      const before = id === undefined ? undefined : departmentsById.get(id);
      importedGroups.set(entity_ref, {
        group,
        id: id ?? createId(moment.now),
        before,
      });
      if (!before && takenNames.has(normaliseForSearch(name))) {
        conflicts.add(
          entity_ref,
          `another department is already named ${name}`,
        );
      }
    }
  }
  return importedGroups;
}

/** The parent of a Group's department, or the ancestor Group that has a conflict. */
type ParentResult = { id: string | null } | { skipped: string };

/**
 * Finds the department of the nearest ancestor Group that has one, or a nearer ancestor Group that
 * has a conflict.
 *
 * @param groups - all Groups, by reference
 * @param getDepartmentId - returns the department of a Group; null if a conflict prevents its
 * creation, undefined if the Group has none
 */
function findParent(
  groups: ReadonlyMap<string, CatalogGroup>,
  { parent_ref }: CatalogGroup,
  getDepartmentId: (group: CatalogGroup) => string | null | undefined,
): ParentResult {
  // Groups without a department may form a cycle.
  const seen = new Set<string>();
  let ref = parent_ref;
  while (ref && !seen.has(ref)) {
    seen.add(ref);
    const group = groups.get(ref);
    const id = group && getDepartmentId(group);
    if (id === null) {
      return { skipped: ref };
    }
    if (id) {
      return { id };
    }
    ref = group?.parent_ref ?? null;
  }
  return { id: null };
}

/**
 * Arranges the departments of Groups as in the catalog. Reports a conflict for each Group whose
 * department cannot have its position.
 */
export function arrangeGroups(
  groups: readonly CatalogGroup[],
  departments: readonly DepartmentRow[],
  importedGroups: ReadonlyMap<string, ImportedGroup>,
  conflicts: Conflicts,
): DepartmentPositions {
  const groupsByRef = new Map(groups.map(group => [group.entity_ref, group]));
  const existingIds = new Set(departments.map(({ id }) => id));
  const getDepartmentId = ({ entity_ref, department_id }: CatalogGroup) => {
    const { id, before } = importedGroups.get(entity_ref) ?? {};
    if (department_id) {
      return existingIds.has(department_id) ? department_id : undefined;
    }
    return id && !before && conflicts.has(entity_ref) ? null : id;
  };
  const formatSkippedParent = (entity_ref: string) =>
    `its parent ${entity_ref} is skipped`;
  return arrangeDepartments<ImportedGroup>({
    getPlanned: () =>
      new Map(
        [...importedGroups.values()]
          .filter(({ group }) => !conflicts.has(group.entity_ref))
          .map(importedGroup => [importedGroup.id, importedGroup]),
      ),
    findParents: planned => {
      const parents = new Map(departments.map(row => [row.id, row.parent_id]));
      const problems: PositionProblem[] = [];
      for (const [id, { group }] of planned) {
        const parent = findParent(groupsByRef, group, getDepartmentId);
        if ('skipped' in parent) {
          problems.push({ id, reason: formatSkippedParent(parent.skipped) });
        } else {
          parents.set(id, parent.id);
        }
      }
      return { parents, problems };
    },
    cycleReason: 'is its own ancestor',
    formatParentFailure: (_, parent) =>
      formatSkippedParent(parent.group.entity_ref),
    fail: ({ group }, reason) => conflicts.add(group.entity_ref, reason),
  });
}
