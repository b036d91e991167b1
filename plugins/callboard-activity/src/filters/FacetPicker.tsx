import { formatCount } from '@callboard/plugin-callboard-react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';

/** A value to filter by, with how often it occurs where that is known. */
export interface FacetOption {
  value: string;
  label: string;
  count?: number;
}

/** Picks one of the values that occur. */
export function FacetPicker(props: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  options: FacetOption[];
  /** Names a value that does not occur, such as one from a shared address. */
  labelOf: (value: string) => string;
  loading?: boolean;
}) {
  const { value } = props;
  const known = props.options.find(option => option.value === value);
  const unknown: FacetOption | undefined =
    value && !known ? { value, label: props.labelOf(value) } : undefined;
  const selected = known ?? unknown ?? null;
  const options = unknown ? [unknown, ...props.options] : props.options;
  return (
    <Autocomplete
      size="small"
      autoHighlight
      handleHomeEndKeys
      forcePopupIcon={!selected}
      value={selected}
      options={options}
      loading={props.loading}
      getOptionLabel={option => option.label}
      getOptionKey={option => option.value}
      isOptionEqualToValue={(a, b) => a.value === b.value}
      onChange={(_, option) => props.onChange(option?.value)}
      renderOption={({ key, ...optionProps }, option) => (
        <Box
          component="li"
          key={key}
          {...optionProps}
          sx={{ display: 'flex', gap: 2 }}
        >
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
      renderInput={params => <TextField {...params} label={props.label} />}
    />
  );
}
