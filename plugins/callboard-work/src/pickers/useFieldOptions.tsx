import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { priority, type Cycle } from '@callboard/plugin-callboard-common';
import {
  formatDateRange,
  PersonAvatar,
  useToday,
  type PersonOption,
  ColorDot,
  GroupIcon,
  PriorityIcon,
  useCatalogPeople,
} from '@callboard/plugin-callboard-react';
import { useMemo, useState } from 'react';
import { usePersonNames } from '../data/usePersonNames';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkTranslationRef } from '../translation';
import type { ItemField } from './ItemField';
import type { MenuOption } from './PickMenu';

type Dated = Pick<Cycle, 'name' | 'start_date' | 'end_date'>;

/** Whether a cycle includes today. A cycle without an end date includes all days from its start. */
export function isCurrentCycle(
  { start_date, end_date }: Dated,
  today: string,
): boolean {
  return (
    start_date !== null &&
    start_date <= today &&
    (end_date === null || today <= end_date)
  );
}

/** Sorts cycles by start date, newest first; without a start date, by end date. */
export function sortCyclesNewestFirst<C extends Dated>(
  cycles: readonly C[],
): C[] {
  const getSortDate = ({ start_date, end_date }: Dated) =>
    start_date ?? end_date ?? '';
  return [...cycles].sort(
    (a, b) =>
      getSortDate(b).localeCompare(getSortDate(a)) ||
      a.name.localeCompare(b.name),
  );
}

type PickableField = Exclude<ItemField, 'estimate'>;

const toMenuOption = ({
  id,
  name,
}: {
  id: string;
  name: string;
}): MenuOption => ({
  value: id,
  label: name,
});

export function useFieldOptions(): Record<PickableField, MenuOption[]> {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { states, labels, cycles, modules, people, me } = useWorkProject();
  const today = useToday();
  return useMemo(() => {
    const toPersonOption = ({ user_ref, name }: PersonOption): MenuOption => ({
      value: user_ref,
      label: user_ref === me.user_ref ? t('me', { name }) : name,
      icon: <PersonAvatar userRef={user_ref} name={name} size={20} />,
    });
    const otherPeople = people.filter(
      ({ user_ref }) => user_ref !== me.user_ref,
    );
    return {
      state: states.map(({ id, name, group, color }) => ({
        value: id,
        label: name,
        icon: <GroupIcon group={group} color={color} />,
      })),
      priority: priority.options.map(value => ({
        value,
        label: t(`priority.${value}`),
        icon: <PriorityIcon priority={value} />,
      })),
      assignees: [me, ...otherPeople].map(toPersonOption),
      labels: labels.map(label => ({
        ...toMenuOption(label),
        icon: <ColorDot color={label.color} />,
      })),
      cycle: sortCyclesNewestFirst(cycles).map(cycle => ({
        ...toMenuOption(cycle),
        note: [
          formatDateRange(
            {
              start: cycle.start_date ?? undefined,
              end: cycle.end_date ?? undefined,
            },
            today,
          ),
          isCurrentCycle(cycle, today) && t('pick.currentCycle'),
        ]
          .filter(Boolean)
          .join(' · '),
      })),
      module: modules.map(toMenuOption),
    };
  }, [t, states, labels, cycles, modules, people, me, today]);
}

/**
 * Lists the people who can be assigned. Members come first; a search also finds other people in the
 * catalog.
 *
 * @param picked - the references of picked people; the options include them even if they are not
 *   members
 */
export function useAssigneeOptions(search: string, picked: readonly string[]) {
  const members = useFieldOptions().assignees;
  const { people, isLoading } = useCatalogPeople(search);
  const getPersonName = usePersonNames(picked);
  // A picked person keeps the name under which the search found the person.
  const [foundNames] = useState(new Map<string, string>());
  people.forEach(({ user_ref, name }) => foundNames.set(user_ref, name));
  const typed = search.toLocaleLowerCase();
  const memberRefs = new Set(members.map(({ value }) => value));
  const renderAvatar = (value: string, name: string) => (
    <PersonAvatar userRef={value} name={name} size={20} />
  );
  const otherPicked: MenuOption[] = picked
    .filter(value => !memberRefs.has(value))
    .map(value => {
      const name = foundNames.get(value) ?? getPersonName(value);
      return { value, label: name, icon: renderAvatar(value, name) };
    });
  const catalogOptions: MenuOption[] = people
    .filter(
      ({ user_ref }) => !memberRefs.has(user_ref) && !picked.includes(user_ref),
    )
    .map(({ user_ref, name }) => ({
      value: user_ref,
      label: name,
      icon: renderAvatar(user_ref, name),
    }));
  const options = [
    ...[...members, ...otherPicked].filter(
      ({ label, value }) =>
        label.toLocaleLowerCase().includes(typed) || value.includes(typed),
    ),
    ...(search ? catalogOptions : []),
  ];
  return { options, isLoading };
}
