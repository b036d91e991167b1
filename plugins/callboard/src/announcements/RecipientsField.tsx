import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  filterFound,
  PersonOptionItem,
  useCatalogPeople,
  type PersonOption,
} from '@callboard/plugin-callboard-react';
import Autocomplete from '@mui/material/Autocomplete';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { callboardAnnouncementsTranslationRef } from './announcementsTranslation';

const kinds = ['User', 'Group'] as const;

/** Selects people and groups of the catalog. */
export function RecipientsField(props: { onChange: (refs: string[]) => void }) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<PersonOption[]>([]);
  const { people, isLoading } = useCatalogPeople(search, { kinds });
  const getRecipientLabel = ({ user_ref, name }: PersonOption) =>
    user_ref.startsWith('group:') ? t('form.group', { name }) : name;
  return (
    <Autocomplete
      multiple
      size="small"
      autoHighlight
      filterSelectedOptions
      value={chosen}
      options={people}
      loading={isLoading}
      filterOptions={filterFound(
        isLoading,
        ({ user_ref, name }) => `${name} ${user_ref}`,
      )}
      isOptionEqualToValue={(a, b) => a.user_ref === b.user_ref}
      getOptionLabel={getRecipientLabel}
      inputValue={search}
      onInputChange={(_, text) => setSearch(text)}
      onChange={(_, picked) => {
        setChosen(picked);
        props.onChange(picked.map(({ user_ref }) => user_ref));
      }}
      // Enter selects and never submits the form, because an announcement cannot be recalled.
      onKeyDown={event => {
        if (event.key === 'Enter') {
          event.preventDefault();
        }
      }}
      loadingText={t('form.searching')}
      noOptionsText={t('form.nobodyFound')}
      renderOption={({ key: _name, ...item }, option) => (
        <PersonOptionItem
          key={option.user_ref}
          user_ref={option.user_ref}
          name={getRecipientLabel(option)}
          item={item}
        />
      )}
      renderTags={(picked, tagProps) =>
        picked.map((option, index) => {
          const { key: _name, ...chip } = tagProps({ index });
          return (
            <Chip
              key={option.user_ref}
              {...chip}
              size="small"
              title={option.user_ref}
              label={getRecipientLabel(option)}
            />
          );
        })
      }
      renderInput={params => (
        <TextField
          {...params}
          required
          label={t('form.people')}
          helperText={t('form.peopleHint')}
        />
      )}
    />
  );
}
