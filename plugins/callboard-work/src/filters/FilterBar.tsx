import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FilterDrawer,
  formatCount,
  SearchField,
  Toolbar,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactNode } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { FilterButton } from './FilterButton';
import { OpenOnlyToggle } from './OpenOnlyToggle';
import { RangeButton } from './RangeButton';
import { useFilterOptions } from './useFilterOptions';
import type { WorkFilterState } from './useWorkFilters';
import { listFilters } from './WorkFilters';

/** The filters above the items: in one row, or behind a button. */
export function FilterBar(props: {
  state: WorkFilterState;
  /** The number of matching items; undefined while loading. */
  total: number | undefined;
  /** Shown below the filters if they are behind a button. */
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { filters, set, setSearch, clear, count } = props.state;
  const { isOpenOnly, setOpenOnly } = props.state;
  const fields = useFilterOptions();
  // Groups of states come from addresses only: within a project, users filter by state.
  const offered = listFilters.filter(
    name => name !== 'group' || filters.group.length > 0,
  );
  const buttons = [
    ...offered.map(name => (
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
    <Box role="search" aria-label={t('filters.region')}>
      <Toolbar label={t('filters.region')}>
        <SearchField
          label={t('filters.search')}
          placeholder={t('filters.searchHint')}
          value={filters.search}
          onChange={setSearch}
        />
        <OpenOnlyToggle isOn={isOpenOnly} onChange={setOpenOnly} />
        {isNarrow ? (
          <FilterDrawer label={t('filters.region')} count={count}>
            {buttons}
            {props.children}
          </FilterDrawer>
        ) : (
          buttons
        )}
        {count > 0 && (
          <Button onClick={() => clear()}>{t('filters.clear')}</Button>
        )}
        <Box
          role="status"
          sx={{ typography: 'body2', fontWeight: 600, px: 1, minHeight: 20 }}
        >
          {props.total !== undefined &&
            t('results.count', {
              count: props.total,
              formatted: formatCount(props.total),
            })}
        </Box>
      </Toolbar>
    </Box>
  );
}
