import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FilterListIcon from '@mui/icons-material/FilterList';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
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

/** Text that the API would search for, or none. */
const isLongEnough = (text = '') => text === '' || text.trim().length >= 2;

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
  const [open, setOpen] = useState(false);
  const applied = useRef(filters.q);
  useEffect(() => {
    // A change of another filter keeps the text that somebody is typing.
    const isSameText = applied.current === filters.q;
    applied.current = filters.q;
    setDraft(({ q }) => ({ ...filters, q: isSameText ? q : filters.q }));
  }, [filters]);

  const isChanged = JSON.stringify(draft) !== JSON.stringify(filters);
  const set = Object.keys(filters).length;
  const apply = (event: FormEvent) => {
    event.preventDefault();
    setOpen(false);
    change(draft);
  };
  const choose = (patch: Partial<ActivityFilters>) => {
    const next = { ...draft, ...patch };
    setDraft(next);
    if (!narrow && !('q' in patch)) {
      change(isLongEnough(next.q) ? next : { ...next, q: filters.q });
    }
  };
  const clearAll = () => {
    setOpen(false);
    setDraft(filters);
    clear();
  };
  const form = (
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
          onClick={clearAll}
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
        {form}
      </Box>
    );
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <Button
        variant="outlined"
        startIcon={<FilterListIcon />}
        onClick={() => setOpen(true)}
        sx={{ minHeight: 37 }}
      >
        {set > 0
          ? t('filters.openCount', { number: String(set) })
          : t('filters.open')}
      </Button>
      {isFiltered && <Button onClick={clearAll}>{t('filters.clear')}</Button>}
      <Drawer
        anchor="bottom"
        open={open}
        onClose={() => setOpen(false)}
        PaperProps={{
          role: 'dialog',
          'aria-modal': true,
          'aria-label': t('filters.region'),
        }}
      >
        <Stack
          component="form"
          role="search"
          aria-label={t('filters.region')}
          onSubmit={apply}
          spacing={2}
          sx={{ p: 2, pt: 3 }}
        >
          {form}
        </Stack>
      </Drawer>
    </Box>
  );
}
