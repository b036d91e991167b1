import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { userRef, type NewMember } from '@callboard/plugin-callboard-common';
import {
  PersonPicker,
  useCatalogPeople,
  type PersonOption,
} from '@callboard/plugin-callboard-react';
import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import { useState } from 'react';
import { useController, type Control } from 'react-hook-form';
import { callboardTranslationRef } from '../translation';

/** The person a typed text refers to, if it is a reference. */
function typedPerson(text: string): PersonOption[] {
  const typed = text.trim();
  return userRef.safeParse(typed).success
    ? [{ user_ref: typed, name: typed }]
    : [];
}

function focusWithin(element: HTMLElement) {
  element.querySelector('input')?.focus();
}

/** Picks a person of the catalog, or takes a reference it does not know yet. */
export function NewMemberField(props: { control: Control<NewMember> }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { field, fieldState } = useController({
    control: props.control,
    name: 'user_ref',
  });
  const [search, setSearch] = useState('');
  const { people, isLoading } = useCatalogPeople(search);
  const options = [
    ...people,
    ...typedPerson(search).filter(
      typed => !people.some(known => known.user_ref === typed.user_ref),
    ),
  ];
  const { error } = fieldState;
  return (
    <FormControl
      fullWidth
      error={error !== undefined}
      onBlur={field.onBlur}
      ref={element =>
        field.ref(element && { focus: () => focusWithin(element) })
      }
    >
      <PersonPicker
        fullWidth
        label={t('addMember.person')}
        value={field.value || undefined}
        onChange={picked => field.onChange(picked ?? '')}
        onSearch={text => {
          setSearch(text);
          // A reference that was typed to its end needs no picking.
          const [typed] = typedPerson(text);
          if (typed) {
            field.onChange(typed.user_ref);
          }
        }}
        options={options}
        loading={isLoading}
      />
      <FormHelperText role={error && 'alert'}>
        {error
          ? (error.type === 'server' && error.message) ||
            t('addMember.personProblem')
          : t('addMember.personHint')}
      </FormHelperText>
    </FormControl>
  );
}
