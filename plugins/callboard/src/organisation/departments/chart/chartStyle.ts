import type { SxProps, Theme } from '@mui/material/styles';

/**
 * React Flow in the colours of the portal. Its variables ending in `default` would be overridden by
 * its own dark theme.
 */
export const chartStyle: SxProps<Theme> = theme => ({
  '& .react-flow__minimap-mask': { fill: theme.palette.action.hover },
  height: '100%',
  overflow: 'hidden',
  '& .react-flow': {
    bgcolor: 'background.default',
    '--xy-edge-stroke': theme.palette.text.disabled,
    '--xy-attribution-background-color': 'transparent',
  },
  '& .react-flow__attribution a': { color: 'text.secondary' },
  '& .react-flow__minimap': {
    border: 1,
    borderColor: 'divider',
    borderRadius: 1,
    overflow: 'hidden',
  },
});
