import { endpoints } from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  type PersonOption,
} from '@callboard/plugin-callboard-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { paramsOf } from '../data/paramsOf';
import { useWorkProject } from '../data/useWorkProject';

const MOST_FOUND = 8;
const A_MINUTE = 60_000;

/**
 * People who can see the items of the project, by name or reference: its members
 * first; where it is open, the others of its workspace after them.
 *
 * @param search - undefined while nobody is looked for
 */
export function useMentionable(search: string | undefined): PersonOption[] {
  const scope = useWorkProject();
  const term = useDeferredValue(search ?? '');
  const isOpen = scope.project.access === 'open';
  const typed = term.toLocaleLowerCase();
  const { data } = useCallboardQuery(
    endpoints.listWorkspaceMembers,
    {
      params: { slug: paramsOf(scope).slug },
      query: { limit: MOST_FOUND, ...(term && { search: term }) },
    },
    {
      enabled: isOpen && search !== undefined,
      placeholderData: keepPreviousData,
      staleTime: A_MINUTE,
    },
  );
  const members = scope.people.filter(
    ({ name, user_ref }) =>
      name.toLocaleLowerCase().includes(typed) ||
      user_ref.split('/')[1].includes(typed),
  );
  const known = new Set(members.map(({ user_ref }) => user_ref));
  const others = (isOpen ? data?.items ?? [] : [])
    .filter(({ user_ref }) => !known.has(user_ref))
    .map(({ user_ref, display_name }) => ({ user_ref, name: display_name }));
  // Who is called so comes before those in whose name it only occurs.
  const isMeant = ({ name }: PersonOption) =>
    name
      .toLocaleLowerCase()
      .split(/[\s-]/)
      .some(word => word.startsWith(typed));
  const found = [...members, ...others];
  const inOrder = [
    ...found.filter(isMeant),
    ...found.filter(person => !isMeant(person)),
  ];
  return search === undefined ? [] : inOrder.slice(0, MOST_FOUND);
}
