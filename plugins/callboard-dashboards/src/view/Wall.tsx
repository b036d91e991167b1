import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FullscreenExitIcon from '@mui/icons-material/FullscreenExit';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import IconButton from '@mui/material/IconButton';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { NumbersTime } from './NumbersTime';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

/** A dashboard over the whole screen, for a wall. Esc leaves it. */
export function Wall(props: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { title, onClose } = props;
  const id = useId();
  const leave = useRef(onClose);
  leave.current = onClose;
  useEffect(() => {
    // Pages never receive the Esc key that makes a browser leave full screen.
    const followBrowser = () => {
      if (!document.fullscreenElement) {
        leave.current();
      }
    };
    document.addEventListener('fullscreenchange', followBrowser);
    // Browsers allow full screen right after a click only; the page fills the window anyway.
    document.documentElement.requestFullscreen?.().catch(() => undefined);
    return () => {
      document.removeEventListener('fullscreenchange', followBrowser);
      if (document.fullscreenElement) {
        document.exitFullscreen().catch(() => undefined);
      }
    };
  }, []);
  return (
    <Dialog
      fullScreen
      open
      onClose={onClose}
      aria-labelledby={id}
      PaperProps={{ sx: { bgcolor: 'background.default', p: 3 } }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 2 }}>
        <Box
          component="h2"
          id={id}
          sx={{
            m: 0,
            flex: 1,
            minWidth: 0,
            typography: 'h5',
            overflowWrap: 'anywhere',
          }}
        >
          {title}
        </Box>
        <NumbersTime />
        <IconButton aria-label={t('leaveWall')} onClick={onClose}>
          <FullscreenExitIcon />
        </IconButton>
      </Box>
      {props.children}
    </Dialog>
  );
}
