import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import { useEffect, useRef, type ReactNode } from 'react';
import { callboardWorkTranslationRef } from '../translation';

/** The drawer around an item's details, on the right; Esc closes it. */
export function DrawerFrame(props: {
  /** The id of the open item, if any. */
  id: string | undefined;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { id } = props;
  const paper = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The focused link or button that opened this item belonged to the previous item, which is closed.
    if (id && document.activeElement === document.body) {
      paper.current?.focus();
    }
  }, [id]);
  return (
    <Drawer
      anchor="right"
      open={id !== undefined}
      onClose={props.onClose}
      PaperProps={{
        ref: paper,
        tabIndex: -1,
        role: 'dialog',
        'aria-modal': true,
        'aria-label': t('drawer.label'),
        sx: { width: 'min(620px, 100vw)', outline: 0 },
      }}
    >
      <Box sx={{ p: { xs: 2, sm: 3 }, pt: { xs: 1, sm: 1.5 } }}>
        {props.children}
      </Box>
    </Drawer>
  );
}
