import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PersonAvatar,
  useCatalogPeople,
  type PersonOption,
} from '@callboard/plugin-callboard-react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { callboardAnnouncementsTranslationRef } from './announcementsTranslation';

const LIST_ICON = 24;

const kinds = ['User', 'Group'] as const;

/** Picks people and groups of the catalog. */
export function RecipientsField(props: { onChange: (refs: string[]) => void }) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<PersonOption[]>([]);
  const { people, isLoading } = useCatalogPeople(search, { kinds });
  const nameOf = ({ user_ref, name }: PersonOption) =>
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
      // The catalog has filtered them.
      filterOptions={found => found}
      isOptionEqualToValue={(a, b) => a.user_ref === b.user_ref}
      getOptionLabel={nameOf}
      getOptionKey={({ user_ref }) => user_ref}
      inputValue={search}
      onInputChange={(_, text) => setSearch(text)}
      onChange={(_, picked) => {
        setChosen(picked);
        props.onChange(picked.map(({ user_ref }) => user_ref));
      }}
      noOptionsText={t('form.nobodyFound')}
      renderOption={({ key, ...optionProps }, option) => (
        <Box
          component="li"
          key={key}
          {...optionProps}
          sx={{ display: 'flex', gap: 1 }}
        >
          <PersonAvatar
            userRef={option.user_ref}
            name={option.name}
            size={LIST_ICON}
          />
          {nameOf(option)}
        </Box>
      )}
      renderTags={(picked, tagProps) =>
        picked.map((option, index) => {
          const { key, ...chip } = tagProps({ index });
          return (
            <Chip key={key} {...chip} size="small" label={nameOf(option)} />
          );
        })
      }
      renderInput={params => (
        <TextField {...params} required label={t('form.people')} />
      )}
    />
  );
}
