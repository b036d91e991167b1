import { normaliseForSearch } from '../../database/normaliseForSearch';
import { createId } from '../../database/ids';
import { DepartmentRow } from '../departments/DepartmentRow';
import { CatalogGroup } from './CatalogOrganisation';
import { Conflicts } from './Conflicts';
import { KnownOrganisation } from './KnownOrganisation';
import { SeedSetting } from './SeedSetting';

/** A Group with an imported department, or for which one can be created. */
export interface ChosenGroup {
  group: CatalogGroup;
  /** The id of the department. */
  id: string;
  /** The current department; undefined if it is to be created. */
  before: DepartmentRow | undefined;
}

/**
 * Finds the Groups that should have departments, by reference, and reports those whose name is
 * already taken. Skipped silently: Groups that Callboard published, Groups of other types, and
 * those whose department has been deleted here.
 */
export function chooseGroups(
  groups: readonly CatalogGroup[],
  known: KnownOrganisation,
  conflicts: Conflicts,
  { groupTypes, moment }: SeedSetting,
): Map<string, ChosenGroup> {
  const existing = new Map(known.departments.map(row => [row.id, row]));
  const seeded = new Set(known.groups.values());
  const names = new Set(
    known.departments
      .filter(({ id }) => !seeded.has(id))
      .map(({ name }) => normaliseForSearch(name)),
  );
  const chosen = new Map<string, ChosenGroup>();
  for (const group of groups) {
    const { entity_ref, department_id, type, name } = group;
    const id = known.groups.get(entity_ref);
    const isOfType = groupTypes?.includes(type) ?? true;
    if (!department_id && id !== null && isOfType) {
      const before = id === undefined ? undefined : existing.get(id);
      chosen.set(entity_ref, { group, id: id ?? createId(moment.now), before });
      if (!before && names.has(normaliseForSearch(name))) {
        conflicts.add(
          entity_ref,
          `another department is already named ${name}`,
        );
      }
    }
  }
  return chosen;
}
