import { CatalogImportResult } from '@callboard/plugin-callboard-common';
import { sortBy } from 'lodash';
import { cutText, normaliseForSearch } from '../../database/text';
import { DepartmentPair } from '../departments/DepartmentChanges';
import {
  createBlankDepartment,
  DepartmentRow,
} from '../departments/DepartmentRow';
import {
  DepartmentPositions,
  arrangeDepartments,
  PositionProblem,
} from '../departments/departmentTree';
import { CatalogOrganisation, CatalogGroup } from './readCatalogOrganisation';
import {
  KnownOrganisation,
  Conflicts,
  SeedCounts,
  SeedOptions,
} from './SeedRun';
import { planStaff, StaffSeedPlan } from './planStaff';
import { createId } from '../../database/ids';

/** A Group whose department was imported before, or is to be created. */
interface SelectedGroup {
  group: CatalogGroup;
  /** The id of the department. */
  id: string;
  /** The current department; undefined if it is to be created. */
  before: DepartmentRow | undefined;
}

/**
 * Finds the Groups that should have departments, by reference. Reports a conflict for a new Group
 * if a department that was not imported already has its name. Silently skips Groups that Callboard
 * published, Groups of other types, and Groups whose department was deleted in Callboard.
 */
function selectGroups(
  groups: readonly CatalogGroup[],
  known: KnownOrganisation,
  conflicts: Conflicts,
  { groupTypes, changeTime }: SeedOptions,
): Map<string, SelectedGroup> {
  const departmentsById = new Map(known.departments.map(row => [row.id, row]));
  const importedIds = new Set(known.groups.values());
  const takenNames = new Set(
    known.departments
      .filter(({ id }) => !importedIds.has(id))
      .map(({ name }) => normaliseForSearch(name)),
  );
  const selectedGroups = new Map<string, SelectedGroup>();
  for (const group of groups) {
    const { entity_ref, source_department_id, type, name } = group;
    const id = known.groups.get(entity_ref);
    const isImportedType = groupTypes?.includes(type) ?? true;
    if (!source_department_id && id !== null && isImportedType) {
      const before = id === undefined ? undefined : departmentsById.get(id);
      selectedGroups.set(entity_ref, {
        group,
        id: id ?? createId(changeTime.now),
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
  return selectedGroups;
}

/** The parent of a Group's department (null at the top), or the ancestor Group with a conflict. */
type ParentResult = { id: string | null } | { skipped: string };

/**
 * Searches the ancestors of a Group, nearest first, for a Group with a department or a conflict.
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
 * Gives the departments of Groups the positions that the Groups have in the catalog. Reports a
 * conflict for each Group whose department cannot have its position.
 */
function arrangeGroups(
  groups: readonly CatalogGroup[],
  departments: readonly DepartmentRow[],
  selectedGroups: ReadonlyMap<string, SelectedGroup>,
  conflicts: Conflicts,
): DepartmentPositions {
  const groupsByRef = new Map(groups.map(group => [group.entity_ref, group]));
  const existingIds = new Set(departments.map(({ id }) => id));
  const getDepartmentId = ({
    entity_ref,
    source_department_id,
  }: CatalogGroup) => {
    const { id, before } = selectedGroups.get(entity_ref) ?? {};
    if (source_department_id) {
      return existingIds.has(source_department_id)
        ? source_department_id
        : undefined;
    }
    return id && !before && conflicts.has(entity_ref) ? null : id;
  };
  const formatSkippedParent = (entity_ref: string) =>
    `its parent ${entity_ref} is skipped`;
  return arrangeDepartments<SelectedGroup>({
    getPlanned: () =>
      new Map(
        [...selectedGroups.values()]
          .filter(({ group }) => !conflicts.has(group.entity_ref))
          .map(selectedGroup => [selectedGroup.id, selectedGroup]),
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

/** The changes that a run makes to departments. */
export interface DepartmentSeedPlan {
  /** Parents before their descendants. */
  creates: Array<{ entity_ref: string; row: DepartmentRow }>;
  /** All existing departments, including unchanged ones. */
  updates: DepartmentPair[];
  counts: SeedCounts;
  /** The ids of imported departments after the run, by Group reference. */
  departmentIds: ReadonlyMap<string, string>;
}

/**
 * Plans how the catalog's Groups change the departments of a workspace: new Groups create
 * departments, and imported departments get the name and parent of their Group.
 */
function planDepartments(
  groups: readonly CatalogGroup[],
  known: KnownOrganisation,
  conflicts: Conflicts,
  options: SeedOptions,
): DepartmentSeedPlan {
  const selectedGroups = selectGroups(groups, known, conflicts, options);
  const positions = arrangeGroups(
    groups,
    known.departments,
    selectedGroups,
    conflicts,
  );
  const isNew = ({ before, group }: SelectedGroup) =>
    !before && !conflicts.has(group.entity_ref);
  const newGroups = [...selectedGroups.values()].filter(isNew);
  const creates = newGroups.map(({ id, group }) => ({
    entity_ref: group.entity_ref,
    row: buildDepartment(id, group, positions, options),
  }));
  const groupNames = new Map(
    [...selectedGroups.values()].map(({ id, group }) => [id, group.name]),
  );
  const updates = known.departments.map(before => ({
    before,
    after: {
      ...before,
      ...getPosition(before.id, positions),
      name: groupNames.get(before.id) ?? before.name,
    },
  }));
  const updatedCount = updates.filter(
    ({ before, after }) =>
      before.name !== after.name || before.parent_id !== after.parent_id,
  ).length;
  const importedCount = [...selectedGroups.values()].filter(
    ({ before }) => before,
  ).length;
  return {
    creates: sortBy(creates, ({ row }) => row.level),
    updates,
    counts: {
      created: creates.length,
      updated: updatedCount,
      unchanged: importedCount - updatedCount,
    },
    departmentIds: new Map(
      [...selectedGroups]
        .filter(([, selected]) => selected.before || isNew(selected))
        .map(([entity_ref, { id }]) => [entity_ref, id]),
    ),
  };
}

function getPosition(
  id: string,
  { parents, levels }: DepartmentPositions,
): Pick<DepartmentRow, 'parent_id' | 'level'> {
  return { parent_id: parents.get(id)!, level: levels.get(id)! };
}

function buildDepartment(
  id: string,
  { name, description, type }: CatalogGroup,
  positions: DepartmentPositions,
  { workspace_id, departmentTypes, changeTime }: SeedOptions,
): DepartmentRow {
  const dept_type =
    departmentTypes.length > 0
      ? departmentTypes.find(
          departmentType => departmentType.toLowerCase() === type.toLowerCase(),
        )
      : cutText(type, 64);
  return {
    ...createBlankDepartment(workspace_id, changeTime.now),
    id,
    name,
    description,
    dept_type: dept_type || null,
    ...getPosition(id, positions),
  };
}

/** The changes that a run makes, and the entities that it skips. */
export interface CatalogSeedPlan {
  departments: DepartmentSeedPlan;
  staff: StaffSeedPlan;
  conflicts: CatalogImportResult['conflicts'];
}

/** Plans how the catalog's Groups and Users change a workspace. Writes nothing. */
export async function planCatalogSeed(
  { groups, users }: CatalogOrganisation,
  known: KnownOrganisation,
  options: SeedOptions,
): Promise<CatalogSeedPlan> {
  const conflicts = new Conflicts();
  const departments = planDepartments(groups, known, conflicts, options);
  const { departmentIds } = departments;
  const staff = await planStaff(
    users,
    known,
    departmentIds,
    conflicts,
    options,
  );
  return { departments, staff, conflicts: conflicts.list() };
}
