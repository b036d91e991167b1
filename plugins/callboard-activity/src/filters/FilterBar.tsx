import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { isSearchable } from '@callboard/plugin-callboard-common';
import { FilterDrawer } from '@callboard/plugin-callboard-react';
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
} from 'react';
import { callboardActivityTranslationRef } from '../translation';
import type { ActivityFilters } from './ActivityFilters';
import { FilterFields } from './FilterFields';
import type { FilterState } from './useActivityFilters';

/** A text that the API accepts as a search, or none. */
const isComplete = (text = '') => text === '' || isSearchable(text.trim());

/**
 * The filters above a list: in one row, or behind a button in narrow windows.
 * A choice takes effect at once, and text with Apply or Enter. In narrow windows
 * a drawer covers the list, so everything takes effect together.
 */
export function FilterBar(
  props: { state: FilterState } & Omit<
    ComponentProps<typeof FilterFields>,
    'draft' | 'defaultRange' | 'onChange'
  >,
) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { state, ...fields } = props;
  const { filters, change, clear, isFiltered } = state;
  const [draft, setDraft] = useState(filters);
  const applied = useRef(filters.q);
  useEffect(() => {
    // A change of another filter keeps the text that the user is typing.
    const isSameText = applied.current === filters.q;
    applied.current = filters.q;
    setDraft(({ q }) => ({ ...filters, q: isSameText ? q : filters.q }));
  }, [filters]);

  const isChanged = JSON.stringify(draft) !== JSON.stringify(filters);
  const set = Object.keys(filters).length;
  const apply = (event: FormEvent) => {
    event.preventDefault();
    change(draft);
  };
  const choose = (patch: Partial<ActivityFilters>) => {
    const next = { ...draft, ...patch };
    setDraft(next);
    if (!narrow && !('q' in patch)) {
      change(isComplete(next.q) ? next : { ...next, q: filters.q });
    }
  };
  const clearAll = () => {
    setDraft(filters);
    clear();
  };
  const renderForm = (close?: () => void) => (
    <>
      <FilterFields
        {...fields}
        draft={draft}
        defaultRange={state.defaults.range}
        onChange={choose}
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          type="submit"
          variant={isChanged || narrow ? 'contained' : 'outlined'}
          disableElevation
          sx={{ minHeight: 37 }}
        >
          {narrow ? t('filters.done') : t('filters.apply')}
        </Button>
        <Button
          onClick={() => {
            clearAll();
            close?.();
          }}
          disabled={!isFiltered && !isChanged}
          sx={{ minHeight: 37 }}
        >
          {t('filters.clear')}
        </Button>
      </Box>
    </>
  );
  if (!narrow) {
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
      <FilterDrawer label={t('filters.region')} count={set}>
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
