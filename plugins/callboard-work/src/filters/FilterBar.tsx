import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount, SearchField } from '@callboard/plugin-callboard-react';
import FilterListIcon from '@mui/icons-material/FilterList';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import Stack from '@mui/material/Stack';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useState, type ReactNode } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { FilterButton } from './FilterButton';
import { RangeButton } from './RangeButton';
import { useFilterOptions } from './useFilterOptions';
import type { WorkFilterState } from './useWorkFilters';
import { listFilters } from './WorkFilters';

/** The filters above the items: in one row, or behind a button. */
export function FilterBar(props: {
  state: WorkFilterState;
  /** How many items there are with them; unknown while they are counted. */
  total: number | undefined;
  /** Stands at the end of the row. */
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const [open, setOpen] = useState(false);
  const { filters, set, setSearch, clear, count } = props.state;
  const fields = useFilterOptions();
  const buttons = [
    ...listFilters.map(name => (
      <FilterButton
        key={name}
        {...fields[name]}
        fullWidth={isNarrow}
        values={filters[name]}
        onChange={values => set(name, values)}
      />
    )),
    <RangeButton key="ranges" state={props.state} fullWidth={isNarrow} />,
  ];
  return (
    <Box
      role="search"
      aria-label={t('filters.region')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        rowGap: 1.5,
        alignItems: 'center',
      }}
    >
      <SearchField
        label={t('filters.search')}
        placeholder={t('filters.searchHint')}
        value={filters.search}
        onChange={setSearch}
      />
      {isNarrow ? (
        <>
          <Button
            variant="outlined"
            startIcon={<FilterListIcon />}
            onClick={() => setOpen(true)}
            sx={{ minHeight: 37 }}
          >
            {count > 0
              ? t('filters.openCount', { number: String(count) })
              : t('filters.open')}
          </Button>
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
            <Stack spacing={1.5} sx={{ p: 2 }}>
              {buttons}
              <Button variant="contained" onClick={() => setOpen(false)}>
                {t('filters.done')}
              </Button>
            </Stack>
          </Drawer>
        </>
      ) : (
        buttons
      )}
      {count > 0 && <Button onClick={clear}>{t('filters.clear')}</Button>}
      <Box role="status" sx={{ typography: 'body2', fontWeight: 600, px: 1 }}>
        {props.total !== undefined &&
          t('results.count', {
            count: props.total,
            formatted: formatCount(props.total),
          })}
      </Box>
      {props.children && (
        <Box sx={{ marginInlineStart: 'auto', display: 'flex', gap: 1 }}>
          {props.children}
        </Box>
      )}
    </Box>
  );
}
