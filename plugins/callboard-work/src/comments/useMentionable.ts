import { endpoints } from '@callboard/plugin-callboard-common';
import {
  normaliseForSearch,
  useCallboardQuery,
  type PersonOption,
} from '@callboard/plugin-callboard-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { toProjectParams } from '../data/toProjectParams';
import { useWorkProject } from '../data/useWorkProject';

const MAX_FOUND = 8;
const A_MINUTE = 60_000;

/** Ranks a first name with this prefix before other names with it, and those before any other match. */
function rankName(name: string, typed: string): number {
  if (name.startsWith(typed)) return 0;
  return name.split(/[\s-]/).some(word => word.startsWith(typed)) ? 1 : 2;
}

/**
 * Lists the people who can see the items of the project, by name or reference: its members first;
 * then, if it is open, the others of its workspace.
 *
 * @param search - undefined without a search
 */
export function useMentionable(search: string | undefined): PersonOption[] {
  const scope = useWorkProject();
  const term = useDeferredValue(search ?? '');
  const isOpen = scope.project.access === 'open';
  const typed = normaliseForSearch(search ?? '');
  const { data } = useCallboardQuery(
    endpoints.listWorkspaceMembers,
    {
      params: { slug: toProjectParams(scope).slug },
      query: { limit: MAX_FOUND, ...(term && { search: term }) },
    },
    {
      enabled: isOpen && search !== undefined,
      placeholderData: keepPreviousData,
      staleTime: A_MINUTE,
    },
  );
  const known = new Set(scope.people.map(({ user_ref }) => user_ref));
  const others = (isOpen ? data?.items ?? [] : [])
    .filter(({ user_ref }) => !known.has(user_ref))
    .map(({ user_ref, display_name }) => ({ user_ref, name: display_name }));
  const found = [...scope.people, ...others].filter(
    ({ name, user_ref }) =>
      normaliseForSearch(name).includes(typed) ||
      user_ref.split('/')[1].includes(typed),
  );
  const rank = ({ name }: PersonOption) =>
    rankName(normaliseForSearch(name), typed);
  const inOrder = found.sort((one, other) => rank(one) - rank(other));
  return search === undefined ? [] : inOrder.slice(0, MAX_FOUND);
}
