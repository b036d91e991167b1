import type { Label } from '@callboard/plugin-callboard-common';
import { ColorDot } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

/** Labels as small chips; of many, some and the number of the others. */
export function LabelList(props: {
  labels: readonly Label[];
  maxShown?: number;
}) {
  const { labels, maxShown = 3 } = props;
  const shown = labels.slice(0, maxShown);
  const more = labels.length - shown.length;
  return (
    <Box
      component="span"
      title={labels.map(({ name }) => name).join(', ')}
      sx={{ display: 'inline-flex', gap: 0.5, minWidth: 0, maxWidth: '100%' }}
    >
      {shown.map(({ id, name, color }) => (
        <Box
          key={id}
          component="span"
          sx={{
            display: 'inline-flex',
            alignItems: 'center',
            gap: 0.5,
            minWidth: 0,
            px: 0.75,
            border: 1,
            borderColor: 'divider',
            borderRadius: 4,
            typography: 'caption',
            lineHeight: '20px',
          }}
        >
          <ColorDot color={color} />
          <Box
            component="span"
            sx={{
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {name}
          </Box>
        </Box>
      ))}
      {more > 0 && (
        <Box
          component="span"
          sx={{ typography: 'caption', lineHeight: '22px' }}
        >
          +{more}
        </Box>
      )}
    </Box>
  );
}
