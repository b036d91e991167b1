import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import {
  departmentsRouteRef,
  importPeopleRouteRef,
  peopleRouteRef,
  personRouteRef,
} from '../../routes';

interface StaffLinks {
  people: string;
  import: string;
  getPersonLink: (id: string) => string;
  getDepartmentLink: (id: string) => string;
  /** Returns the URL of the list of people in a department. */
  getPeopleLink: (departmentId: string) => string;
}

export function useStaffLinks(slug: string): StaffLinks {
  const people = useRouteRef(peopleRouteRef);
  const person = useRouteRef(personRouteRef);
  const importPeople = useRouteRef(importPeopleRouteRef);
  const departments = useRouteRef(departmentsRouteRef);
  return useMemo(() => {
    const toWorkspaceUrl = (path: string | undefined, query = {}) =>
      `${path ?? ''}?${new URLSearchParams({ workspace: slug, ...query })}`;
    return {
      people: toWorkspaceUrl(people?.()),
      import: toWorkspaceUrl(importPeople?.()),
      getPersonLink: id => toWorkspaceUrl(person?.({ id })),
      getDepartmentLink: id =>
        toWorkspaceUrl(departments?.(), { department: id }),
      getPeopleLink: department => toWorkspaceUrl(people?.(), { department }),
    };
  }, [slug, people, person, importPeople, departments]);
}
