import Box from '@mui/material/Box';
import { useChartPalette } from '@callboard/plugin-callboard-react';

const WIDTH = 96;
const HEIGHT = 28;
/** So that the line is not cut at its highest and lowest points. */
const EDGE = 2;
/** The width below which a line would be unreadable. */
const CRAMPED = '@container (max-width: 39px)';

/** The course of a number, as a line without axes: the number itself shows the value. */
export function Sparkline(props: { values: ReadonlyArray<number | null> }) {
  const [colour] = useChartPalette();
  const known = props.values.map(value => value ?? 0);
  if (known.length < 2) {
    return null;
  }
  const highest = Math.max(1, ...known);
  const toX = (at: number) =>
    EDGE + (at * (WIDTH - 2 * EDGE)) / (known.length - 1);
  const toY = (value: number) =>
    HEIGHT - EDGE - (value * (HEIGHT - 2 * EDGE)) / highest;
  return (
    <Box
      // Takes the space that the number and its trend leave.
      sx={{
        flex: '1 1 0',
        minWidth: 0,
        maxWidth: WIDTH,
        ml: 'auto',
        containerType: 'inline-size',
      }}
    >
      <Box
        component="svg"
        aria-hidden
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        sx={{
          display: 'block',
          width: '100%',
          height: HEIGHT,
          [CRAMPED]: { display: 'none' },
        }}
      >
        <polyline
          points={known
            .map((value, at) => `${toX(at)},${toY(value)}`)
            .join(' ')}
          fill="none"
          stroke={colour}
          strokeWidth="2"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      </Box>
    </Box>
  );
}
