import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState, type Ref } from 'react';
import { filterFound } from '../../pickers/filterFound';
import { PersonOptionItem } from '../PersonOptionItem';
import type { PersonOption } from '../PersonPicker';
import { useCatalogPeople } from '../useCatalogPeople';
import { callboardMembersTranslationRef } from './membersTranslation';

/** Picks a person of the catalog, or accepts an entity reference that the catalog does not know yet. */
export function NewMemberField(props: {
  onChange: (userRef: string) => void;
  onBlur: () => void;
  problem: string | undefined;
  inputRef: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { onChange, problem } = props;
  const [picked, setPicked] = useState<PersonOption | null>(null);
  const [typed, setTyped] = useState('');
  const { people, isLoading } = useCatalogPeople(picked ? '' : typed);
  return (
    <Autocomplete<PersonOption, false, false, true>
      freeSolo
      autoHighlight
      size="small"
      forcePopupIcon
      options={people}
      loading={isLoading}
      filterOptions={filterFound(
        isLoading,
        ({ user_ref, name }) => `${name} ${user_ref}`,
      )}
      value={picked}
      inputValue={typed}
      isOptionEqualToValue={(a, b) => a.user_ref === b.user_ref}
      getOptionLabel={option =>
        typeof option === 'string' ? option : option.name
      }
      onChange={(_, choice) => {
        if (choice === null || typeof choice === 'object') {
          setPicked(choice);
          onChange(choice?.user_ref ?? '');
        }
      }}
      onInputChange={(_, text, reason) => {
        setTyped(text);
        if (reason === 'input') {
          // Typing discards the picked person.
          setPicked(null);
          onChange(text.trim());
        }
      }}
      renderOption={({ key: _name, ...item }, { user_ref, name }) => (
        <PersonOptionItem
          key={user_ref}
          user_ref={user_ref}
          name={name}
          item={item}
        />
      )}
      renderInput={params => (
        <TextField
          {...params}
          required
          name="user_ref"
          inputRef={props.inputRef}
          onBlur={props.onBlur}
          label={t('add.person')}
          error={problem !== undefined}
          helperText={problem ?? t('add.personHint')}
        />
      )}
    />
  );
}
