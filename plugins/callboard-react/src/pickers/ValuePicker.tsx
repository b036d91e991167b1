import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useState, type ReactNode } from 'react';
import { formatCount } from '../text/formatNumbers';
import { callboardReactTranslationRef } from '../translation';

/**
 * Returns the filter of a field whose options come from the server. While a search runs, the field
 * offers the options of an earlier text only if they match the current text as well.
 *
 * @param isSearching - whether the options belong to an earlier text
 * @param toText - returns the text of an option that the server searches
 * @public
 */
export function filterFound<Option>(
  isSearching: boolean,
  toText: (option: Option) => string,
) {
  return isSearching
    ? createFilterOptions<Option>({ stringify: toText, trim: true })
    : (options: Option[]) => options;
}

/** A value as an option. @public */
export interface ValueOption {
  value: string;
  label: string;
  /** Shown after the label, for example the number of rows with the value. */
  count?: number;
}

/** @public */
export interface ValuePickerProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  options: readonly ValueOption[];
  /** Names a value that is not an option, such as a value from a shared URL. */
  getLabel: (value: string) => string;
  renderIcon?: (option: ValueOption, size: number) => ReactNode;
  /** Whether the search also matches the value, not only its label. */
  findsValues?: boolean;
  /** Called with the typed text, if the options come from a search. */
  onSearch?: (text: string) => void;
  /** Whether the options are missing, or belong to an earlier text. */
  loading?: boolean;
  noOptionsText?: ReactNode;
  fullWidth?: boolean;
  /** Shown in the empty field, with the label above the field. */
  placeholder?: string;
}

/** The maximum number of listed options; typing narrows the list. */
const MAX_OPTIONS = 100;

const toOptionText = ({ label, value }: ValueOption) => `${label} ${value}`;

const filterByLabel = createFilterOptions<ValueOption>({ limit: MAX_OPTIONS });
const filterByLabelAndValue = createFilterOptions<ValueOption>({
  limit: MAX_OPTIONS,
  stringify: toOptionText,
});

const LIST_ICON_SIZE = 24;
const FIELD_ICON_SIZE = 20;

/** Selects one of the options, by typing or from the list. @public */
export function ValuePicker(props: ValuePickerProps) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { value, renderIcon, onSearch } = props;
  const selectedOption = props.options.find(option => option.value === value);
  // Provides the label of the value after a search has replaced the options.
  const [chosen, setChosen] = useState<ValueOption | null>(null);
  const unlistedOption: ValueOption | undefined =
    value && !selectedOption
      ? {
          value,
          label: chosen?.value === value ? chosen.label : props.getLabel(value),
        }
      : undefined;
  const selected = selectedOption ?? unlistedOption ?? null;
  const options = unlistedOption
    ? [unlistedOption, ...props.options]
    : props.options;
  const filterLoadedOptions = props.findsValues
    ? filterByLabelAndValue
    : filterByLabel;
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
      filterOptions={
        onSearch
          ? filterFound(Boolean(props.loading), toOptionText)
          : filterLoadedOptions
      }
      isOptionEqualToValue={(a, b) => a.value === b.value}
      getOptionLabel={option => option.label}
      getOptionKey={option => option.value}
      onChange={(_, option) => {
        setChosen(option);
        props.onChange(option?.value);
      }}
      onInputChange={(_, text, reason) =>
        // After a selection or on leaving the field, its text is no longer a search.
        onSearch?.(reason === 'input' ? text : '')
      }
      noOptionsText={props.noOptionsText ?? t('picker.none')}
      loadingText={t('loading')}
      renderOption={({ key, ...optionProps }, option) => (
        <Box
          component="li"
          key={key}
          {...optionProps}
          sx={{ display: 'flex', gap: renderIcon ? 1 : 2 }}
        >
          {renderIcon?.(option, LIST_ICON_SIZE)}
          <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
            {option.label}
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
          label={props.label}
          placeholder={props.placeholder}
          InputLabelProps={{
            ...params.InputLabelProps,
            shrink: props.placeholder ? true : undefined,
          }}
          InputProps={{
            ...params.InputProps,
            startAdornment: selected && renderIcon && (
              <InputAdornment position="start" sx={{ ml: 0.5, mr: 0 }}>
                {renderIcon(selected, FIELD_ICON_SIZE)}
              </InputAdornment>
            ),
          }}
        />
      )}
    />
  );
}
