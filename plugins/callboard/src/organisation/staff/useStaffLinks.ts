import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import {
  departmentsRouteRef,
  importPeopleRouteRef,
  peopleRouteRef,
  personRouteRef,
} from '../../routes';

/** The URLs of a workspace's people and departments. */
interface StaffLinks {
  people: string;
  import: string;
  person: (id: string) => string;
  department: (id: string) => string;
  /** The people of a department. */
  getPeopleLink: (departmentId: string) => string;
}

/** Returns links to people and departments that keep the workspace. */
export function useStaffLinks(slug: string): StaffLinks {
  const people = useRouteRef(peopleRouteRef);
  const person = useRouteRef(personRouteRef);
  const importPeople = useRouteRef(importPeopleRouteRef);
  const departments = useRouteRef(departmentsRouteRef);
  return useMemo(() => {
    const toWorkspaceUrl = (path: string | undefined, more = {}) =>
      `${path ?? ''}?${new URLSearchParams({ workspace: slug, ...more })}`;
    return {
      people: toWorkspaceUrl(people?.()),
      import: toWorkspaceUrl(importPeople?.()),
      person: id => toWorkspaceUrl(person?.({ id })),
      department: id => toWorkspaceUrl(departments?.(), { department: id }),
      getPeopleLink: department => toWorkspaceUrl(people?.(), { department }),
    };
  }, [slug, people, person, importPeople, departments]);
}
