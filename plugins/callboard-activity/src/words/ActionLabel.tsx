import { useChartPalette } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { actionStyleOf } from './actionStyles';
import { useActionWords } from './useActionWords';

/** An action in words, with its icon and colour. */
export function ActionLabel(props: { action: string }) {
  const words = useActionWords();
  const palette = useChartPalette();
  const { icon: Icon, colour } = actionStyleOf(props.action);
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        verticalAlign: 'middle',
        alignItems: 'center',
        gap: 0.75,
        minWidth: 0,
        maxWidth: '100%',
      }}
    >
      <Icon aria-hidden sx={{ color: palette[colour], fontSize: 18 }} />
      <Box
        component="span"
        sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}
      >
        {words(props.action)}
      </Box>
    </Box>
  );
}
