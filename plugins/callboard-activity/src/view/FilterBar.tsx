import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isSearchable,
  changeActions,
  entityTypes,
  portalActions,
} from '@callboard/plugin-callboard-common';
import {
  FilterDrawer,
  DateRangePicker,
  PersonPicker,
  useActionLabels,
  useEntityTypeLabels,
  ValuePicker,
  type DateRangePreset,
  type OwnWorkspace,
  type ValueOption,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import {
  useEffect,
  useRef,
  useState,
  type ComponentProps,
  type FormEvent,
  type RefObject,
} from 'react';
import SearchIcon from '@mui/icons-material/Search';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import type { useActivityFacets } from '../data/activityQueries';
import { callboardActivityTranslationRef } from '../translation';
import {
  type ActivityFilters,
  getEffectiveRange,
} from '../data/ActivityFilters';
import type { FilterState } from '../data/useActivityFilters';

/**
 * Returns the options of a filter: first the values that occur, with their counts, in the given
 * order, then the other known values, in the order of their labels.
 */
function buildValueOptions(
  occurring: readonly { value: string; count: number }[],
  knownValues: readonly string[],
  getLabel: (value: string) => string,
): ValueOption[] {
  const occurringValues = new Set(occurring.map(({ value }) => value));
  const otherOptions = knownValues
    .filter(value => !occurringValues.has(value))
    .map(value => ({ value, label: getLabel(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return [
    ...occurring.map(({ value, count }) => ({
      value,
      label: getLabel(value),
      count,
    })),
    ...otherOptions,
  ];
}

/** The height of the small fields next to the buttons, in px. */
const FIELD_HEIGHT = 37;

const knownActions = [...changeActions, ...portalActions];

function FilterFields(props: {
  draft: ActivityFilters;
  defaultRange: DateRangePreset;
  onChange: (patch: Partial<ActivityFilters>) => void;
  facets: ReturnType<typeof useActivityFacets>;
  /**
   * Undefined while loading; the field is already shown, so that the layout does not move later.
   * With fewer than two workspaces, the field is omitted.
   */
  workspaces: OwnWorkspace[] | undefined;
  /** False if all rows belong to one person. */
  withPerson: boolean;
  /** The first day of the week, 1 for Monday to 7 for Sunday. */
  weekStart?: number;
  searchField: RefObject<HTMLInputElement>;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const getActionLabel = useActionLabels();
  const getTypeLabel = useEntityTypeLabels();
  const { draft, onChange, workspaces } = props;
  const { data, isLoading } = props.facets;
  return (
    <>
      {props.withPerson && (
        <Box sx={{ flex: { sm: '2 1 144px' }, maxWidth: { sm: 260 } }}>
          <PersonPicker
            value={draft.user_id}
            onChange={user_id => onChange({ user_id })}
            loading={isLoading}
            options={(data?.users ?? []).map(user => ({
              user_ref: user.user_id,
              name: user.user_name || user.user_id,
              count: user.count,
            }))}
          />
        </Box>
      )}
      <Box sx={{ flex: '0 1 auto' }}>
        <DateRangePicker
          value={getEffectiveRange(draft, props.defaultRange)}
          weekStart={props.weekStart}
          onChange={range => onChange({ range })}
          fullWidth
        />
      </Box>
      <Box sx={{ flex: { sm: '1 1 120px' }, maxWidth: { sm: 200 } }}>
        <ValuePicker
          label={t('filters.action')}
          value={draft.action}
          onChange={action => onChange({ action })}
          loading={isLoading}
          options={buildValueOptions(
            (data?.actions ?? []).map(({ action, count }) => ({
              value: action,
              count,
            })),
            knownActions,
            getActionLabel,
          )}
          getLabel={getActionLabel}
        />
      </Box>
      <Box sx={{ flex: { sm: '1 1 120px' }, maxWidth: { sm: 200 } }}>
        <ValuePicker
          label={t('filters.entityType')}
          value={draft.entity_type}
          onChange={entity_type => onChange({ entity_type })}
          loading={isLoading}
          options={buildValueOptions(
            (data?.entity_types ?? []).map(({ entity_type, count }) => ({
              value: entity_type,
              count,
            })),
            entityTypes,
            getTypeLabel,
          )}
          getLabel={getTypeLabel}
        />
      </Box>
      {(!workspaces || workspaces.length > 1) && (
        <Box sx={{ flex: { sm: '1 1 120px' }, maxWidth: { sm: 200 } }}>
          <ValuePicker
            label={t('workspace.label')}
            value={draft.workspace_id}
            onChange={workspace_id => onChange({ workspace_id })}
            loading={!workspaces}
            options={(workspaces ?? []).map(({ id, name }) => ({
              value: id,
              label: name,
            }))}
            getLabel={id =>
              workspaces?.find(workspace => workspace.id === id)?.name ?? id
            }
          />
        </Box>
      )}
      <TextField
        size="small"
        type="search"
        label={t('filters.search')}
        placeholder={t('filters.searchHint')}
        value={draft.q ?? ''}
        onChange={event => onChange({ q: event.target.value || undefined })}
        inputRef={props.searchField}
        inputProps={{ minLength: 2, maxLength: 200, 'aria-keyshortcuts': '/' }}
        InputProps={{
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        }}
        InputLabelProps={{ shrink: true }}
        sx={{ flex: { sm: '1 1 150px' }, maxWidth: { sm: 260 } }}
      />
    </>
  );
}

/** Whether a text can be applied as a search: it is empty, or the API accepts it. */
const isValidSearch = (text = '') => text === '' || isSearchable(text.trim());

/**
 * The filters above a list. In wide windows they are in one row: selections take effect at once,
 * and the search text takes effect on Apply or Enter. In narrow windows they are in a drawer that
 * covers the list, so all changes take effect together.
 */
export function FilterBar(
  props: { state: FilterState } & Omit<
    ComponentProps<typeof FilterFields>,
    'draft' | 'defaultRange' | 'onChange'
  >,
) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { state, ...fields } = props;
  const { filters, change, clear, isFiltered } = state;
  const [draft, setDraft] = useState(filters);
  const appliedText = useRef(filters.q);
  useEffect(() => {
    // Keeps the text that the user is typing when another filter changes.
    const isSameText = appliedText.current === filters.q;
    appliedText.current = filters.q;
    setDraft(({ q }) => ({ ...filters, q: isSameText ? q : filters.q }));
  }, [filters]);

  const isChanged = JSON.stringify(draft) !== JSON.stringify(filters);
  const filterCount = Object.keys(filters).length;
  const apply = (event: FormEvent) => {
    event.preventDefault();
    change(draft);
  };
  const changeDraft = (patch: Partial<ActivityFilters>) => {
    const newDraft = { ...draft, ...patch };
    setDraft(newDraft);
    const isSelection = !('q' in patch);
    if (!isNarrow && isSelection) {
      change(
        isValidSearch(newDraft.q) ? newDraft : { ...newDraft, q: filters.q },
      );
    }
  };
  const clearAll = () => {
    // Without active filters, `clear` changes nothing, so the draft must be dropped here.
    setDraft(filters);
    clear();
  };
  const renderForm = (close?: () => void) => (
    <>
      <FilterFields
        {...fields}
        draft={draft}
        defaultRange={state.defaults.range}
        onChange={changeDraft}
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          type="submit"
          variant={isChanged || isNarrow ? 'contained' : 'outlined'}
          disableElevation
          sx={{ minHeight: FIELD_HEIGHT }}
        >
          {isNarrow ? t('filters.done') : t('filters.apply')}
        </Button>
        <Button
          onClick={() => {
            clearAll();
            close?.();
          }}
          disabled={!isFiltered && !isChanged}
          sx={{ minHeight: FIELD_HEIGHT }}
        >
          {t('filters.clear')}
        </Button>
      </Box>
    </>
  );
  if (!isNarrow) {
    return (
      <Box
        component="form"
        role="search"
        aria-label={t('filters.region')}
        onSubmit={apply}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, rowGap: 1.5 }}
      >
        {renderForm()}
      </Box>
    );
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <FilterDrawer label={t('filters.region')} count={filterCount}>
        {close => (
          <Stack
            component="form"
            role="search"
            aria-label={t('filters.region')}
            onSubmit={(event: FormEvent) => {
              apply(event);
              close();
            }}
            spacing={2}
          >
            {renderForm(close)}
          </Stack>
        )}
      </FilterDrawer>
      {isFiltered && <Button onClick={clearAll}>{t('filters.clear')}</Button>}
    </Box>
  );
}
