import type { StaffMember } from '@callboard/plugin-callboard-common';
import type { DepartmentEntry } from '../../departments/model/indexTree';

/**
 * The manager of a person: that of their department, or of the nearest ancestor that has one. A
 * person is never their own manager.
 */
export function findNearestManager(
  person: Pick<StaffMember, 'user_ref'>,
  department: Pick<DepartmentEntry, 'path'> | undefined,
): { user_ref: string; name: string } | undefined {
  for (const { manager_ref: ref, manager_name: name } of [
    ...(department?.path ?? []),
  ].reverse()) {
    if (ref !== null && ref !== person.user_ref) {
      return { user_ref: ref, name: name ?? ref };
    }
  }
  return undefined;
}
