import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { MAX_SCHEDULE_RECIPIENTS } from '@callboard/plugin-callboard-common';
import {
  filterFound,
  parseRef,
  PersonAvatar,
  PersonOptionItem,
  type OwnWorkspace,
  type PersonOption,
} from '@callboard/plugin-callboard-react';
import Autocomplete from '@mui/material/Autocomplete';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { usePeopleOptions } from '../edit/filters/useResourceOptions';
import { callboardDashboardsSchedulesTranslationRef } from './schedulesTranslation';

export function RecipientsField(props: {
  workspace: OwnWorkspace;
  refs: readonly string[];
  /** The known names of people, by reference. */
  names: ReadonlyMap<string, string>;
  problem?: string;
  onBlur: () => void;
  onChange: (refs: string[]) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { workspace, refs, names } = props;
  const search = usePeopleOptions(workspace.slug);
  // Selected people keep their names while the user searches for another person.
  const [selectedNames, setSelectedNames] = useState(new Map<string, string>());
  const options: PersonOption[] = search.options.map(({ value, label }) => ({
    user_ref: String(value),
    name: label,
  }));
  const selected: PersonOption[] = refs.map(user_ref => ({
    user_ref,
    name:
      options.find(option => option.user_ref === user_ref)?.name ??
      selectedNames.get(user_ref) ??
      names.get(user_ref) ??
      parseRef(user_ref)?.name ??
      user_ref,
  }));
  const isFull = refs.length >= MAX_SCHEDULE_RECIPIENTS;
  return (
    <Autocomplete
      multiple
      size="small"
      filterSelectedOptions
      disableCloseOnSelect
      value={selected}
      options={options}
      loading={search.loading}
      filterOptions={filterFound(
        search.loading,
        ({ user_ref, name }) => `${name} ${user_ref}`,
      )}
      isOptionEqualToValue={(a, b) => a.user_ref === b.user_ref}
      getOptionLabel={({ name }) => name}
      getOptionDisabled={() => isFull}
      onInputChange={(_, text) => search.onSearch?.(text)}
      onChange={(_, next) => {
        setSelectedNames(
          new Map(next.map(({ user_ref, name }) => [user_ref, name])),
        );
        props.onChange(next.map(({ user_ref }) => user_ref));
      }}
      // Enter selects an option and must not submit the form.
      onKeyDown={event => {
        if (event.key === 'Enter') {
          event.preventDefault();
        }
      }}
      onBlur={props.onBlur}
      loadingText={t('form.searching')}
      noOptionsText={t('form.nobodyFound')}
      renderOption={({ key: _name, ...item }, option) => (
        <PersonOptionItem key={option.user_ref} {...option} item={item} />
      )}
      renderTags={(people, tagProps) =>
        people.map(({ user_ref, name }, index) => {
          const { key: _name, ...chip } = tagProps({ index });
          return (
            <Chip
              key={user_ref}
              {...chip}
              size="small"
              title={user_ref}
              avatar={<PersonAvatar userRef={user_ref} name={name} size={20} />}
              label={name}
            />
          );
        })
      }
      renderInput={params => (
        <TextField
          {...params}
          required
          label={t('form.people')}
          error={Boolean(props.problem)}
          helperText={
            props.problem ??
            t('form.peopleHint', {
              workspace: workspace.name,
              number: String(MAX_SCHEDULE_RECIPIENTS),
            })
          }
        />
      )}
    />
  );
}
