import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { formatCount } from '../text/formatCount';
import { parseRef } from '../things/parseRef';
import { callboardReactTranslationRef } from '../translation';
import { PersonAvatar } from './PersonAvatar';

/** A person that can be picked. @public */
export interface PersonOption {
  user_ref: string;
  name: string;
  /** Shown behind the name, for example how many rows the person has. */
  count?: number;
}

/** More than a person reads; typing narrows it down. */
const MOST_SHOWN = 100;

const filterOptions = createFilterOptions<PersonOption>({
  limit: MOST_SHOWN,
  stringify: option => `${option.name} ${option.user_ref}`,
});

/**
 * Picks one person by name or reference.
 *
 * @public
 */
export function PersonPicker(props: {
  /** The reference of the person who is picked. */
  value: string | undefined;
  onChange: (userRef: string | undefined) => void;
  options: PersonOption[];
  loading?: boolean;
  label?: string;
  /** Called with what is typed, where the options come from a search. */
  onSearch?: (text: string) => void;
  fullWidth?: boolean;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { value } = props;
  const known = props.options.find(option => option.user_ref === value);
  const unknown: PersonOption | undefined =
    value && !known
      ? { user_ref: value, name: parseRef(value)?.name ?? value }
      : undefined;
  const selected = known ?? unknown ?? null;
  const options = unknown ? [unknown, ...props.options] : props.options;
  return (
    <Autocomplete
      size="small"
      fullWidth={props.fullWidth}
      autoHighlight
      handleHomeEndKeys
      forcePopupIcon={!selected}
      value={selected}
      options={options}
      loading={props.loading}
      filterOptions={props.onSearch ? found => found : filterOptions}
      isOptionEqualToValue={(a, b) => a.user_ref === b.user_ref}
      getOptionLabel={option => option.name}
      getOptionKey={option => option.user_ref}
      onChange={(_, option) => props.onChange(option?.user_ref)}
      onInputChange={(_, text, reason) =>
        reason === 'input' && props.onSearch?.(text)
      }
      noOptionsText={t('person.none')}
      loadingText={t('loading')}
      renderOption={({ key, ...optionProps }, option) => (
        <Box
          component="li"
          key={key}
          {...optionProps}
          sx={{ display: 'flex', gap: 1 }}
        >
          <PersonAvatar userRef={option.user_ref} name={option.name} />
          <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
            {option.name}
          </Box>
          {option.count !== undefined && (
            <Box
              component="span"
              sx={{
                color: 'text.secondary',
                fontVariantNumeric: 'tabular-nums',
              }}
            >
              {formatCount(option.count)}
            </Box>
          )}
        </Box>
      )}
      renderInput={params => (
        <TextField
          {...params}
          label={props.label ?? t('person.label')}
          InputProps={{
            ...params.InputProps,
            startAdornment: selected && (
              <InputAdornment position="start" sx={{ ml: 0.5, mr: 0 }}>
                <PersonAvatar
                  userRef={selected.user_ref}
                  name={selected.name}
                  size={20}
                />
              </InputAdornment>
            ),
          }}
        />
      )}
    />
  );
}
