import { departmentRow } from '../../departments/__testUtils__/departmentRow';
import { DepartmentRow } from '../../departments/DepartmentRow';
import { buildStaffRow } from '../../staff/patchStaff';
import { StaffRow } from '../../staff/StaffRow';
import { CatalogGroup, CatalogUser } from '../readCatalogOrganisation';
import { CatalogSeedPlan } from '../planCatalogSeed';
import { KnownOrganisation, SeedOptions } from '../SeedRun';

export const seedOptions: SeedOptions = {
  workspace_id: 'w',
  departmentTypes: [],
  staffIdLength: 8,
  changeTime: { now: 0, today: '1970-01-01' },
};

/** Creates a Group `group:default/<name>`, optionally with a parent. */
export function makeGroup(
  name: string,
  parent?: string,
  overrides: Partial<CatalogGroup> = {},
): CatalogGroup {
  return {
    entity_ref: `group:default/${name}`,
    name,
    type: 'team',
    description: null,
    parent_ref: parent ? `group:default/${parent}` : null,
    source_department_id: null,
    ...overrides,
  };
}

/** Creates a User `user:default/<name>` in Groups. */
export function makeUser(
  name: string,
  groups: string[] = [],
  overrides: Partial<CatalogUser> = {},
): CatalogUser {
  return {
    entity_ref: `user:default/${name}`,
    display_name: `${name} last`,
    email: `${name}@example.org`,
    group_refs: groups.map(ref => `group:default/${ref}`),
    ...overrides,
  };
}

/** Creates a manually added staff member. */
export function makeStaffRow(overrides: Partial<StaffRow>): StaffRow {
  const { staff_id = 'S1', email = 's@example.org' } = overrides;
  const name = { first_name: 'By', last_name: 'Hand' };
  return {
    ...buildStaffRow('w', { staff_id, email, ...name }, seedOptions.changeTime),
    ...overrides,
  };
}

/** Creates an organisation whose departments and staff were added manually. */
export function createManualOrganisation(
  departments: Array<Partial<DepartmentRow>> = [],
  staff: Array<Partial<StaffRow>> = [],
): KnownOrganisation {
  return {
    departments: departments.map(departmentRow),
    groups: new Map(),
    staff: staff.map(makeStaffRow),
    users: new Map(),
  };
}

/** Returns the organisation after a run. */
export function applyPlan(
  known: KnownOrganisation,
  { departments, staff }: CatalogSeedPlan,
): KnownOrganisation {
  const changed = new Map(staff.updates.map(pair => [pair.after.id, pair]));
  return {
    departments: [
      ...departments.updates.map(pair => pair.after),
      ...departments.creates.map(({ row }) => row),
    ],
    groups: new Map([
      ...known.groups,
      ...departments.creates.map(
        ({ entity_ref, row }) => [entity_ref, row.id] as const,
      ),
    ]),
    staff: [
      ...known.staff.map(row => changed.get(row.id)?.after ?? row),
      ...staff.creates.map(({ row }) => row),
    ],
    users: new Map([
      ...known.users,
      ...staff.creates.map(
        ({ entity_ref, row }) => [entity_ref, row.id] as const,
      ),
    ]),
  };
}
