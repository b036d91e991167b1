import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import {
  departmentsRouteRef,
  importPeopleRouteRef,
  peopleRouteRef,
  personRouteRef,
} from '../../routes';

export function useStaffLinks(slug: string) {
  const getPeoplePath = useRouteRef(peopleRouteRef);
  const getPersonPath = useRouteRef(personRouteRef);
  const getImportPath = useRouteRef(importPeopleRouteRef);
  const getDepartmentsPath = useRouteRef(departmentsRouteRef);
  return useMemo(() => {
    const toWorkspaceUrl = (path: string | undefined, query = {}) =>
      `${path ?? ''}?${new URLSearchParams({ workspace: slug, ...query })}`;
    return {
      people: toWorkspaceUrl(getPeoplePath?.()),
      import: toWorkspaceUrl(getImportPath?.()),
      getPersonLink: (id: string) => toWorkspaceUrl(getPersonPath?.({ id })),
      getDepartmentLink: (department: string) =>
        toWorkspaceUrl(getDepartmentsPath?.(), { department }),
      /** Returns the URL of the list of people in a department. */
      getPeopleLink: (department: string) =>
        toWorkspaceUrl(getPeoplePath?.(), { department }),
    };
  }, [slug, getPeoplePath, getPersonPath, getImportPath, getDepartmentsPath]);
}
