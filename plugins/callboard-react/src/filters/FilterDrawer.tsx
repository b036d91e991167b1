import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FilterListIcon from '@mui/icons-material/FilterList';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import Stack from '@mui/material/Stack';
import { useState, type ReactNode } from 'react';
import { callboardReactTranslationRef } from '../translation';

/** A button that opens filters in a drawer, for narrow windows. @public */
export function FilterDrawer(props: {
  /** The title of the drawer. */
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
