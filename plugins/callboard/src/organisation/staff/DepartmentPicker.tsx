import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useMemo, type ReactNode, type Ref } from 'react';
import {
  useDepartmentTree,
  type DepartmentEntry,
  formatPath,
} from '../departments/useDepartmentTree';
import { callboardStaffTranslationRef } from '../staffTranslation';

const INDENT = 2;

/** The maximum number of options to show. People find other options by typing. */
const MAX_SHOWN_OPTIONS = 200;

/** Filters departments by their names, the names of their ancestors, and their codes. */
const filterDepartments = createFilterOptions<DepartmentEntry>({
  limit: MAX_SHOWN_OPTIONS,
  stringify: entry => {
    const { code, short_name, dept_code } = entry.node;
    return [formatPath(entry), code, short_name, dept_code].join(' ');
  },
});

function Option(props: {
  entry: DepartmentEntry;
  /** Search results show their path instead of an indent. */
  isSearchResult: boolean;
  problem: string | undefined;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { entry, isSearchResult, problem } = props;
  const { name, level, is_active } = entry.node;
  return (
    <Box
      sx={{
        minWidth: 0,
        paddingInlineStart: isSearchResult ? 0 : (level - 1) * INDENT,
        color: is_active ? undefined : 'text.secondary',
        overflowWrap: 'anywhere',
      }}
    >
      {name}
      {!is_active && ` (${t('department.inactive')})`}
      {isSearchResult && entry.path.length > 1 && (
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          {formatPath({ path: entry.path.slice(0, -1) })}
        </Box>
      )}
      {problem && <Box sx={{ typography: 'caption' }}>{problem}</Box>}
    </Box>
  );
}

export function DepartmentPicker(props: {
  workspace: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  label?: string;
  required?: boolean;
  /** Returns why a department cannot be selected; undefined if it can. */
  findProblem?: (id: string) => string | undefined;
  error?: boolean;
  helperText?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
  onBlur?: () => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { findProblem } = props;
  const { data, error } = useDepartmentTree(props.workspace);
  const options = useMemo(() => [...(data?.entries.values() ?? [])], [data]);
  const chosen = data?.entries.get(props.value ?? '') ?? null;
  // Until the person types, the field contains the name of the chosen department, or nothing.
  const isSearch = (inputValue: string) =>
    inputValue !== '' && inputValue !== chosen?.node.name;
  return (
    <Autocomplete
      size="small"
      fullWidth
      autoHighlight
      value={chosen}
      options={options}
      loading={!data && !error}
      filterOptions={(all, state) =>
        isSearch(state.inputValue)
          ? filterDepartments(all, state)
          : all.slice(0, MAX_SHOWN_OPTIONS)
      }
      getOptionLabel={({ node }) => node.name}
      getOptionKey={({ node }) => node.id}
      getOptionDisabled={({ node }) => findProblem?.(node.id) !== undefined}
      isOptionEqualToValue={(a, b) => a.node.id === b.node.id}
      onChange={(_, entry) => props.onChange(entry?.node.id)}
      onBlur={props.onBlur}
      noOptionsText={t('department.noneFound')}
      renderOption={({ key, ...item }, entry, { inputValue }) => (
        <li key={key} {...item}>
          <Option
            entry={entry}
            isSearchResult={isSearch(inputValue)}
            problem={findProblem?.(entry.node.id)}
          />
        </li>
      )}
      renderInput={params => (
        <TextField
          {...params}
          required={props.required}
          label={props.label ?? t('department.picker')}
          inputRef={props.inputRef}
          error={props.error}
          helperText={props.helperText}
        />
      )}
    />
  );
}
