import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  CALLBOARD_LOCATION,
  DEPARTMENT_ANNOTATION,
  PublishedDepartment,
} from '@callboard/plugin-callboard-common';

export interface DepartmentGroup {
  department: PublishedDepartment;
  /** The reference of the department's Group. */
  ref: string;
  /** Whether another provider owns the Group. The department was then imported from the Group. */
  isForeign: boolean;
}

/**
 * Builds the Groups that Callboard owns, and a User for each person whose User no other provider
 * owns. These Users are members of Callboard's Groups only.
 *
 * @param departmentGroups - all departments that have a Group
 * @param parents - parent ids by department id, including departments without a Group
 * @param foreign - references of entities that other providers own
 */
export function toEntities(
  departmentGroups: readonly DepartmentGroup[],
  parents: ReadonlyMap<string, string | null>,
  foreign: ReadonlySet<string>,
): Entity[] {
  const refs = new Map(
    departmentGroups.map(({ department, ref }) => [department.id, ref]),
  );
  const groups = departmentGroups
    .filter(({ isForeign }) => !isForeign)
    .map(({ department, ref }) =>
      toGroupEntity(
        department,
        ref,
        findNearestGroup(department.parent_id, parents, refs),
      ),
    );
  const users = new Map<string, Entity & { spec: { memberOf: string[] } }>();
  for (const { department, ref, isForeign } of departmentGroups) {
    for (const member of department.members) {
      if (!foreign.has(member.user_ref)) {
        const user = users.get(member.user_ref) ?? toUserEntity(member);
        // Callboard does not add members to Groups of other providers: such a Group may own
        // entities, and membership would grant access to them.
        if (!isForeign) {
          user.spec.memberOf.push(ref);
        }
        users.set(member.user_ref, user);
      }
    }
  }
  return [...groups, ...users.values()];
}

/** Returns the reference of the nearest ancestor's Group. Skips ancestors without a Group. */
function findNearestGroup(
  id: string | null,
  parents: ReadonlyMap<string, string | null>,
  refs: ReadonlyMap<string, string>,
): string | undefined {
  // Departments can move while their pages are read, so the parents can form a cycle.
  const seen = new Set<string>();
  let ancestor = id;
  while (ancestor && !refs.has(ancestor) && !seen.has(ancestor)) {
    seen.add(ancestor);
    ancestor = parents.get(ancestor) ?? null;
  }
  return ancestor ? refs.get(ancestor) : undefined;
}

function toGroupEntity(
  department: PublishedDepartment,
  ref: string,
  parent: string | undefined,
): Entity {
  const { id, name, description, dept_type, members } = department;
  const { namespace, name: entityName } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      namespace,
      name: entityName,
      ...(description && { description }),
      annotations: {
        ...createLocationAnnotations(`department/${id}`),
        [DEPARTMENT_ANNOTATION]: id,
      },
    },
    spec: {
      type: dept_type?.toLowerCase() ?? 'department',
      profile: { displayName: name },
      ...(parent && { parent }),
      children: [],
      members: members.map(({ user_ref }) => user_ref).sort(),
    },
  };
}

function toUserEntity({
  user_ref,
  display_name,
  email,
}: PublishedDepartment['members'][number]) {
  const { namespace, name } = parseEntityRef(user_ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      namespace,
      name,
      annotations: createLocationAnnotations(`user/${name}`),
    },
    spec: {
      profile: { displayName: display_name, email },
      memberOf: [] as string[],
    },
  };
}

function createLocationAnnotations(target: string): Record<string, string> {
  const location = `${CALLBOARD_LOCATION}:${target}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
  };
}
