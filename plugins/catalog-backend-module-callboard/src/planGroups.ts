import { PublishedDepartment } from '@callboard/plugin-callboard-common';
import { Placed } from './toEntities';

/** The departments with their Groups, and the conflicting Groups. */
export interface GroupPlan {
  placed: Placed[];
  /** References that belong to others, whose departments are omitted. */
  conflicts: string[];
}

/**
 * Decides on the Group of each department: the one it was imported from, if it still exists;
 * otherwise our own, unless it belongs to others.
 *
 * @param refs - the references of our own Groups, by department
 * @param foreign - references of entities that belong to others
 */
export function planGroups(
  departments: readonly PublishedDepartment[],
  refs: ReadonlyMap<string, string>,
  foreign: ReadonlySet<string>,
): GroupPlan {
  const placed: Placed[] = [];
  const conflicts: string[] = [];
  for (const department of departments) {
    const { id, entity_ref } = department;
    const ref = refs.get(id)!;
    if (entity_ref && foreign.has(entity_ref)) {
      placed.push({ department, ref: entity_ref, isForeign: true });
    } else if (foreign.has(ref)) {
      conflicts.push(ref);
    } else {
      placed.push({ department, ref, isForeign: false });
    }
  }
  return { placed, conflicts };
}
