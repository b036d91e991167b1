import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Children, type ReactNode, useState } from 'react';
import FilterListIcon from '@mui/icons-material/FilterList';
import Drawer from '@mui/material/Drawer';
import Stack from '@mui/material/Stack';
import { callboardReactTranslationRef } from '../translation';

/** A button that opens filters in a drawer, for narrow windows. @public */
export function FilterDrawer(props: {
  label: string;
  /** The number of active filters. */
  count: number;
  /** The filters; a function if they render their own close button. */
  children: ReactNode | ((close: () => void) => ReactNode);
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const { label, count, children } = props;
  const close = () => setOpen(false);
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<FilterListIcon />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        sx={{ minHeight: 37 }}
      >
        {count > 0
          ? t('filters.openCount', { number: String(count) })
          : t('filters.open')}
      </Button>
      <Drawer
        anchor="bottom"
        open={isOpen}
        onClose={close}
        PaperProps={{
          role: 'dialog',
          'aria-modal': true,
          'aria-label': label,
        }}
      >
        <Box sx={{ p: 2, pt: 3 }}>
          {typeof children === 'function' ? (
            children(close)
          ) : (
            <Stack spacing={2}>
              {children}
              <Button variant="contained" onClick={close}>
                {t('filters.done')}
              </Button>
            </Stack>
          )}
        </Box>
      </Drawer>
    </>
  );
}

/** Filters above a list or statistics: in one row, or behind a button in narrow windows. @public */
export function FilterRow(props: {
  label: string;
  first: ReactNode;
  /** The number of active filters. */
  count: number;
  /** Clears all filters; undefined if none is set. */
  onClear: (() => void) | undefined;
  actions?: ReactNode;
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
