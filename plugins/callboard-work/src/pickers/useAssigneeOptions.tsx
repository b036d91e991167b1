import {
  parseRef,
  PersonAvatar,
  useCatalogPeople,
} from '@callboard/plugin-callboard-react';
import type { MenuOption } from './MenuOption';
import { useFieldOptions } from './useFieldOptions';

/**
 * Lists the people who can be assigned. Members come first; a search also finds others who can see
 * the project.
 *
 * @param picked - people who are always offered
 */
export function useAssigneeOptions(
  search: string,
  picked: readonly string[],
): { options: MenuOption[]; isLoading: boolean } {
  const members = useFieldOptions().assignees;
  const { people, isLoading } = useCatalogPeople(search);
  const typed = search.toLocaleLowerCase();
  const known = new Set(members.map(({ value }) => value));
  const renderAvatar = (value: string, name: string) => (
    <PersonAvatar userRef={value} name={name} size={20} />
  );
  const strangers: MenuOption[] = picked
    .filter(value => !known.has(value))
    .map(value => {
      const name = parseRef(value)?.name ?? value;
      return { value, label: name, icon: renderAvatar(value, name) };
    });
  const others: MenuOption[] = people
    .filter(
      ({ user_ref }) => !known.has(user_ref) && !picked.includes(user_ref),
    )
    .map(({ user_ref, name }) => ({
      value: user_ref,
      label: name,
      icon: renderAvatar(user_ref, name),
    }));
  const options = [
    ...[...members, ...strangers].filter(
      ({ label, value }) =>
        label.toLocaleLowerCase().includes(typed) || value.includes(typed),
    ),
    ...(search ? others : []),
  ];
  return { options, isLoading };
}
