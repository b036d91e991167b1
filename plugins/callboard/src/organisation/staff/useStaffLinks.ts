import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import {
  departmentsRouteRef,
  importPeopleRouteRef,
  peopleRouteRef,
  personRouteRef,
} from '../../routes';

export function useStaffLinks(slug: string) {
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
      getPersonLink: (id: string) => toWorkspaceUrl(person?.({ id })),
      getDepartmentLink: (department: string) =>
        toWorkspaceUrl(departments?.(), { department }),
      /** Returns the URL of the list of people in a department. */
      getPeopleLink: (department: string) =>
        toWorkspaceUrl(people?.(), { department }),
    };
  }, [slug, people, person, importPeople, departments]);
}
