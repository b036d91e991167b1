import { CatalogImportResult } from '@callboard/plugin-callboard-common';
import { sortBy } from 'lodash';
import { cutText } from '../../database/text';
import { DepartmentPair } from '../departments/DepartmentChanges';
import {
  createBlankDepartment,
  DepartmentRow,
} from '../departments/DepartmentRow';
import { DepartmentPositions } from '../departments/departmentTree';
import { CatalogOrganisation, CatalogGroup } from './readCatalogOrganisation';
import {
  KnownOrganisation,
  Conflicts,
  SeedCounts,
  SeedSetting,
} from './SeedRun';
import { arrangeGroups, ImportedGroup, selectGroups } from './arrangeGroups';
import { planStaff, StaffSeedPlan } from './planStaff';

/** The changes of a run to departments. */
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
  setting: SeedSetting,
): DepartmentSeedPlan {
  const importedGroups = selectGroups(groups, known, conflicts, setting);
  const positions = arrangeGroups(
    groups,
    known.departments,
    importedGroups,
    conflicts,
  );
  const isNew = ({ before, group }: ImportedGroup) =>
    !before && !conflicts.has(group.entity_ref);
  const newGroups = [...importedGroups.values()].filter(isNew);
  const creates = newGroups.map(({ id, group }) => ({
    entity_ref: group.entity_ref,
    row: buildDepartment(id, group, positions, setting),
  }));
  const groupNames = new Map(
    [...importedGroups.values()].map(({ id, group }) => [id, group.name]),
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
  const importedCount = [...importedGroups.values()].filter(
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
      [...importedGroups]
        .filter(([, group]) => group.before || isNew(group))
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
  { workspace_id, departmentTypes, moment }: SeedSetting,
): DepartmentRow {
  const dept_type =
    departmentTypes.length > 0
      ? departmentTypes.find(
          departmentType => departmentType.toLowerCase() === type.toLowerCase(),
        )
      : cutText(type, 64);
  return {
    ...createBlankDepartment(workspace_id, moment.now),
    id,
    name,
    description,
    dept_type: dept_type || null,
    ...getPosition(id, positions),
  };
}

/** The changes of a run, and the skipped entities. */
export interface CatalogSeedPlan {
  departments: DepartmentSeedPlan;
  staff: StaffSeedPlan;
  conflicts: CatalogImportResult['conflicts'];
}

/** Plans how the catalog's Groups and Users change a workspace. Writes nothing. */
export function planCatalogSeed(
  { groups, users }: CatalogOrganisation,
  known: KnownOrganisation,
  setting: SeedSetting,
): CatalogSeedPlan {
  const conflicts = new Conflicts();
  const departments = planDepartments(groups, known, conflicts, setting);
  const { departmentIds } = departments;
  const staff = planStaff(users, known, departmentIds, conflicts, setting);
  return { departments, staff, conflicts: conflicts.list() };
}
