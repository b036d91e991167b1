import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import type { ReactNode } from 'react';
import { callboardWorkTranslationRef } from '../translation';

/** What the details of an item stand in, from the right; Esc closes. */
export function DrawerFrame(props: {
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <Drawer
      anchor="right"
      open={props.open}
      onClose={props.onClose}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-label': t('drawer.label'),
        sx: { width: 'min(620px, 100vw)' },
      }}
    >
      <Box sx={{ p: { xs: 2, sm: 3 }, pt: { xs: 1, sm: 1.5 } }}>
        {props.children}
      </Box>
    </Drawer>
  );
}
