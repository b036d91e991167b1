import {
  endpoints,
  type NamedPerson,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '../query/useCallboardQuery';
import type { AccessGivers } from './AccessGivers';
import { useMyAccess } from './useMyAccess';

const query = { role: 'admin', limit: 20 } as const;

/** The people who can grant access, and the Groups whose members can. */
export interface NamedGivers {
  people: readonly NamedPerson[];
  groups: readonly string[];
  isLoading: boolean;
}

function sortPeopleByName(people: readonly NamedPerson[] = []): NamedPerson[] {
  return [...people].sort((a, b) =>
    a.display_name.localeCompare(b.display_name),
  );
}

/** Removes duplicates; the first occurrence of a person determines their position. */
function deduplicateByRef(people: readonly NamedPerson[]): NamedPerson[] {
  return people.filter(
    ({ user_ref }, index) =>
      people.findIndex(other => other.user_ref === user_ref) === index,
  );
}

/** Lists the people who can grant access: admins of the project before those of the workspace. */
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
    ...sortPeopleByName(ofProject.data?.items),
    ...sortPeopleByName(ofWorkspace.data?.items),
  ];
  const isAsking = ofProject.isLoading || ofWorkspace.isLoading;
  // A workspace can lack an admin. Super admins have the admin role in every workspace.
  const access = useMyAccess();
  return near.length > 0 || isAsking
    ? { people: deduplicateByRef(near), groups: [], isLoading: isAsking }
    : {
        people: access.data?.super_admins ?? [],
        groups: access.data?.super_admin_groups ?? [],
        isLoading: access.isLoading,
      };
}
