import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NewMember } from '@callboard/plugin-callboard-common';
import {
  PersonAvatar,
  useCatalogPeople,
  type PersonOption,
} from '@callboard/plugin-callboard-react';
import Autocomplete from '@mui/material/Autocomplete';
import ListItemText from '@mui/material/ListItemText';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useController, type Control } from 'react-hook-form';
import { callboardTranslationRef } from '../translation';

/** Picks a person of the catalog, or takes a reference it does not know yet. */
export function NewMemberField(props: { control: Control<NewMember> }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { field, fieldState } = useController({
    control: props.control,
    name: 'user_ref',
  });
  const [picked, setPicked] = useState<PersonOption | null>(null);
  const [typed, setTyped] = useState('');
  const { people, isLoading } = useCatalogPeople(picked ? '' : typed);
  const { error } = fieldState;

  function helperText() {
    if (!error) {
      return t('addMember.personHint');
    }
    return error.type === 'server' && error.message
      ? error.message
      : t('addMember.personProblem');
  }

  return (
    <Autocomplete<PersonOption, false, false, true>
      freeSolo
      autoHighlight
      size="small"
      forcePopupIcon
      options={people}
      loading={isLoading}
      // The catalog has filtered already, over more than is shown.
      filterOptions={found => found}
      value={picked}
      inputValue={typed}
      isOptionEqualToValue={(a, b) => a.user_ref === b.user_ref}
      getOptionLabel={option =>
        typeof option === 'string' ? option : option.name
      }
      onChange={(_, choice) => {
        if (choice === null || typeof choice === 'object') {
          setPicked(choice);
          field.onChange(choice?.user_ref ?? '');
        }
      }}
      onInputChange={(_, text, reason) => {
        setTyped(text);
        if (reason === 'input') {
          // Whatever was picked is no longer what stands there.
          setPicked(null);
          field.onChange(text.trim());
        }
      }}
      // Names can be the same; references cannot.
      renderOption={({ key: _name, ...item }, { user_ref, name }) => (
        <li key={user_ref} {...item} style={{ gap: 12 }}>
          <PersonAvatar userRef={user_ref} name={name} size={28} />
          <ListItemText
            sx={{ my: 0, overflowWrap: 'anywhere' }}
            primary={name}
            secondary={user_ref}
            secondaryTypographyProps={{ variant: 'caption' }}
          />
        </li>
      )}
      renderInput={params => (
        <TextField
          {...params}
          required
          name={field.name}
          inputRef={field.ref}
          onBlur={field.onBlur}
          label={t('addMember.person')}
          error={error !== undefined}
          helperText={helperText()}
        />
      )}
    />
  );
}
