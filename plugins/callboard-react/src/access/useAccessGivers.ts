import {
  endpoints,
  type NamedPerson,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '../query/useCallboardQuery';
import type { AccessGivers } from './AccessGivers';
import { useMyAccess } from './useMyAccess';

const query = { role: 'admin', limit: 20 } as const;

/** The people who can give access, and the Groups whose members can. */
export interface NamedGivers {
  people: readonly NamedPerson[];
  groups: readonly string[];
  isLoading: boolean;
}

function byName(people: readonly NamedPerson[] = []): NamedPerson[] {
  return [...people].sort((a, b) =>
    a.display_name.localeCompare(b.display_name),
  );
}

/** The first mention of somebody decides on their place. */
function uniqueByRef(people: readonly NamedPerson[]): NamedPerson[] {
  return people.filter(
    ({ user_ref }, index) =>
      people.findIndex(other => other.user_ref === user_ref) === index,
  );
}

/** Who they are by name, the nearest first. */
export function useAccessGivers(givers: AccessGivers): NamedGivers {
  const { workspace: slug = '', project: pid = '' } = givers;
  const ofProject = useCallboardQuery(
    endpoints.listProjectMembers,
    { params: { slug, pid }, query },
    { enabled: slug !== '' && pid !== '' },
  );
  const ofWorkspace = useCallboardQuery(
    endpoints.listWorkspaceMembers,
    { params: { slug }, query },
    { enabled: slug !== '' },
  );
  const near = [
    ...byName(ofProject.data?.items),
    ...byName(ofWorkspace.data?.items),
  ];
  const isAsking = ofProject.isLoading || ofWorkspace.isLoading;
  // A workspace can be without an admin; super admins are admins of each.
  const access = useMyAccess();
  return near.length > 0 || isAsking
    ? { people: uniqueByRef(near), groups: [], isLoading: isAsking }
    : {
        people: access.data?.super_admins ?? [],
        groups: access.data?.super_admin_groups ?? [],
        isLoading: access.isLoading,
      };
}
