import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isReferenceTo,
  readItemReference,
} from '@callboard/plugin-callboard-common';
import { filterFound } from '@callboard/plugin-callboard-react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState, type Ref } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import type { LoggedItem } from './LoggedItem';
import type { ItemOption } from './ItemOption';
import { useItemOptions } from './useItemOptions';

const toItemText = ({ identifier, title }: LoggedItem) =>
  `${identifier} ${title}`;

/**
 * Selects a work item to log time on: by search, or from those assigned to the viewer or used
 * recently.
 */
export function WorkItemPicker(props: {
  slug: string;
  label: string;
  value: LoggedItem | null;
  onChange: (item: LoggedItem | null) => void;
  /** Items to exclude. */
  without?: ReadonlySet<string>;
  /** Whether the label is inside the field, if no space is above it. */
  isBare?: boolean;
  problem?: string;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { label, value, without, isBare } = props;
  const [typed, setTyped] = useState('');
  const { options, isLoading } = useItemOptions(props.slug, typed);
  const reference = readItemReference(typed);
  const offered = options.filter(({ id }) => !without?.has(id));
  return (
    <Autocomplete<LoggedItem | ItemOption>
      size="small"
      fullWidth
      autoHighlight
      clearOnBlur
      handleHomeEndKeys
      forcePopupIcon={!value}
      value={value}
      options={offered}
      loading={isLoading}
      loadingText={t('items.loading')}
      noOptionsText={typed ? t('items.nothing') : t('items.start')}
      filterOptions={
        isLoading && reference
          ? // A title may contain the number of another item.
            found =>
              found.filter(({ identifier }) =>
                isReferenceTo(reference, identifier),
              )
          : filterFound(isLoading, toItemText)
      }
      isOptionEqualToValue={(a, b) => a.id === b.id}
      getOptionLabel={toItemText}
      getOptionKey={({ id }) => id}
      groupBy={option =>
        'group' in option ? t(`items.group.${option.group}`) : ''
      }
      onChange={(_, item) => {
        props.onChange(item);
        setTyped('');
      }}
      onInputChange={(_, text, reason) =>
        setTyped(reason === 'input' ? text : '')
      }
      renderOption={({ key, ...optionProps }, option) => (
        <Box component="li" key={key} {...optionProps} sx={{ gap: 1 }}>
          <Box
            component="span"
            sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}
          >
            {option.identifier}{' '}
          </Box>
          <Box component="span" sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
            {option.title}
          </Box>
        </Box>
      )}
      renderInput={params => (
        <TextField
          {...params}
          label={isBare ? undefined : label}
          placeholder={isBare ? label : undefined}
          inputRef={props.inputRef}
          inputProps={{
            ...params.inputProps,
            'aria-label': isBare ? label : undefined,
            maxLength: 200,
          }}
          error={props.problem !== undefined}
          helperText={props.problem}
        />
      )}
    />
  );
}
