import { PublishedDepartment } from '@callboard/plugin-callboard-common';
import { Placed } from './toEntities';

/** What has a Group, and which Groups others have already. */
export interface GroupPlan {
  placed: Placed[];
  /** References that belong to others, whose departments are left out. */
  conflicts: string[];
}

/**
 * Decides which Group stands for each department: the one it was made from, if
 * that is still there; else one of our own, unless others have that one.
 *
 * @param refs - what our own Groups are called, by department
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
