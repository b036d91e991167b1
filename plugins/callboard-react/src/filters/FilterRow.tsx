import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Children, type ReactNode } from 'react';
import { callboardReactTranslationRef } from '../translation';
import { FilterDrawer } from './FilterDrawer';

/** The filters above a list or statistics: in one row, or behind a button in narrow windows. @public */
export function FilterRow(props: {
  /** The accessible name of the filters. */
  label: string;
  /** Always visible in the row, such as the range. */
  first: ReactNode;
  /** The number of active filters. */
  count: number;
  /** Clears all filters; undefined if none is set. */
  onClear: (() => void) | undefined;
  /** Further actions on the filters. */
  actions?: ReactNode;
  /** The filters themselves. */
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { label, count, onClear, children } = props;
  return (
    <Box
      role="search"
      aria-label={label}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        rowGap: 1.5,
      }}
    >
      {props.first}
      {isNarrow ? (
        <FilterDrawer label={label} count={count}>
          {children}
        </FilterDrawer>
      ) : (
        Children.map(Children.toArray(children), field => (
          <Box sx={{ flex: '1 1 136px', maxWidth: 256 }}>{field}</Box>
        ))
      )}
      {onClear && (
        <Button size="small" onClick={onClear}>
          {t('filters.clear')}
        </Button>
      )}
      {props.actions}
    </Box>
  );
}
