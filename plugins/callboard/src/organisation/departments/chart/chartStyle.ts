import type { SxProps, Theme } from '@mui/material/styles';

/** React Flow in the colours of the portal. */
export const chartStyle: SxProps<Theme> = theme => ({
  height: '100%',
  overflow: 'hidden',
  '& .react-flow': {
    bgcolor: 'background.default',
    '--xy-edge-stroke-default': theme.palette.text.disabled,
    '--xy-attribution-background-color-default': 'transparent',
  },
  '& .react-flow__attribution a': { color: 'text.secondary' },
  '& .react-flow__minimap': {
    border: 1,
    borderColor: 'divider',
    borderRadius: 1,
    overflow: 'hidden',
  },
});
