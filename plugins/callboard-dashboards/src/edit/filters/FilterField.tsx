import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { MAX_FILTER_VALUES } from '@callboard/plugin-callboard-common';
import { filterFound } from '@callboard/plugin-callboard-react';
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useRef } from 'react';
import { callboardDashboardsEditTranslationRef } from '../editTranslation';
import type { FilterOption, FilterValue } from './FilterOption';

const getOptionKey = ({ value }: FilterOption) => JSON.stringify(value);

/** The values that a filter allows; without any, it allows everything. */
export function FilterField(props: {
  label: string;
  values: readonly FilterValue[];
  options: readonly FilterOption[];
  hint?: string;
  loading?: boolean;
  /** Names a value that is not among the options. */
  getValueName?: (value: FilterValue) => string;
  /** Turns typed text into a value; undefined if it is not one. */
  readTyped?: (text: string) => FilterValue | undefined;
  onSearch?: (text: string) => void;
  onChange: (values: FilterValue[]) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { values, options, readTyped, onSearch } = props;
  const isFull = values.length >= MAX_FILTER_VALUES;
  // A selected value keeps its name while the user searches for another.
  const picked = useRef(new Map<FilterValue, string>());
  const getLabel = (value: FilterValue) => {
    const known = options.find(option => option.value === value)?.label;
    if (known !== undefined) {
      picked.current.set(value, known);
    }
    return (
      known ??
      picked.current.get(value) ??
      (value === null ? t('form.none') : props.getValueName?.(value)) ??
      String(value)
    );
  };
  const chosen = values.map(value => ({ value, label: getLabel(value) }));
  return (
    <Autocomplete
      multiple
      size="small"
      freeSolo={Boolean(readTyped)}
      value={chosen}
      options={[...options]}
      loading={props.loading}
      filterOptions={
        onSearch
          ? filterFound(Boolean(props.loading), ({ label }) => label)
          : undefined
      }
      filterSelectedOptions
      disableCloseOnSelect
      limitTags={4}
      isOptionEqualToValue={(a, b) => a.value === b.value}
      getOptionKey={option =>
        typeof option === 'string' ? option : getOptionKey(option)
      }
      getOptionLabel={option =>
        typeof option === 'string' ? option : option.label
      }
      getOptionDisabled={() => isFull}
      onInputChange={(_, text, reason) =>
        reason === 'input' && onSearch?.(text)
      }
      onChange={(_, next) =>
        props.onChange(
          next
            .flatMap(one => {
              const value =
                typeof one === 'string' ? readTyped?.(one) : one.value;
              return value === undefined ? [] : [value];
            })
            .slice(0, MAX_FILTER_VALUES),
        )
      }
      renderInput={params => (
        <TextField
          {...params}
          label={props.label}
          helperText={isFull ? t('form.tooManyValues') : props.hint}
        />
      )}
    />
  );
}
