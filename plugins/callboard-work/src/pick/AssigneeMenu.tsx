import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  parseRef,
  PersonAvatar,
  useCatalogPeople,
} from '@callboard/plugin-callboard-react';
import { useState } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import type { FieldMenuProps } from './FieldMenuProps';
import { PickMenu } from './PickMenu';
import type { PickOption } from './PickOption';
import { NOTHING, useDraftList } from './useDraftList';
import { useFieldOptions } from './useFieldOptions';

/** Members first; who types finds others who can see the project, too. */
function useFound(search: string, picked: readonly string[]) {
  const members = useFieldOptions().assignees;
  const { people, isLoading } = useCatalogPeople(search);
  const typed = search.toLocaleLowerCase();
  const known = new Set(members.map(({ value }) => value));
  const avatar = (value: string, name: string) => (
    <PersonAvatar userRef={value} name={name} size={20} />
  );
  const strangers: PickOption[] = picked
    .filter(value => !known.has(value))
    .map(value => {
      const name = parseRef(value)?.name ?? value;
      return { value, label: name, icon: avatar(value, name) };
    });
  const others: PickOption[] = people
    .filter(
      ({ user_ref }) => !known.has(user_ref) && !picked.includes(user_ref),
    )
    .map(({ user_ref, name }) => ({
      value: user_ref,
      label: name,
      icon: avatar(user_ref, name),
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

/** Sets who has an item; they are taken over when the menu closes. */
export function AssigneeMenu(props: FieldMenuProps) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [search, setSearch] = useState('');
  const { draft, toggle, isChanged } = useDraftList(props.values.assignees);
  const found = useFound(search, draft);
  const nobody: PickOption = { value: NOTHING, label: t('none.assignees') };
  const options = search ? found.options : [nobody, ...found.options];
  return (
    <PickMenu
      multiple
      label={t('pick.set', { field: t('field.assignees') })}
      anchor={props.anchor}
      options={options}
      selected={draft.length > 0 ? draft : [NOTHING]}
      onSearch={setSearch}
      isLoading={found.isLoading}
      onPick={toggle}
      onClose={() => {
        props.onClose();
        if (isChanged) {
          props.onChange({ assignees: [...draft] });
        }
      }}
    />
  );
}
