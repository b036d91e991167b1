import { parseRef, useEntityTitles } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { useWorkProject } from './WorkProject';

/**
 * Returns a function that names the given people. The names of people who are not members of the
 * project, such as former members, come from the catalog.
 */
export function usePersonNames(
  userRefs: readonly string[],
): (userRef: string) => string {
  const { people } = useWorkProject();
  const findMember = useCallback(
    (userRef: string) => people.find(({ user_ref }) => user_ref === userRef),
    [people],
  );
  const titles = useEntityTitles(userRefs.filter(ref => !findMember(ref)));
  return useCallback(
    userRef =>
      findMember(userRef)?.name ??
      titles.get(userRef) ??
      parseRef(userRef)?.name ??
      userRef,
    [findMember, titles],
  );
}
