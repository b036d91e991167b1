import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import type { ReactNode } from 'react';
import Skeleton from '@mui/material/Skeleton';
import {
  TrendArrow,
  computeTrend,
  getTrendColour,
  roundTrend,
} from '../widgets/TrendBadge';
import { type TrendProps, useFormatTrend } from './TrendCell';

/** The minimum height of a tile, in px. A loading tile has this height. */
export const TILE_HEIGHT = 96;

export function TileSkeletons(props: {
  label: string;
  count: number;
  tileWidth?: number;
}) {
  return (
    <TileRow label={props.label} tileWidth={props.tileWidth}>
      {Array.from({ length: props.count }, (_, index) => (
        <Skeleton
          key={index}
          component="li"
          variant="rounded"
          height={TILE_HEIGHT}
        />
      ))}
    </TileRow>
  );
}

export function TileRow(props: {
  label: string;
  /** The minimum width of a tile, in px; by default, wide enough for durations. */
  tileWidth?: number;
  children: ReactNode;
}) {
  const { label, tileWidth = 224 } = props;
  return (
    <Box
      component="ul"
      aria-label={label}
      sx={{
        display: 'grid',
        gap: { xs: 1, sm: 1.5 },
        m: 0,
        p: 0,
        gridTemplateColumns: {
          xs: 'repeat(2, minmax(0, 1fr))',
          sm: `repeat(auto-fill, minmax(${tileWidth}px, 1fr))`,
        },
      }}
    >
      {props.children}
    </Box>
  );
}

interface NumberTileProps extends TrendProps {
  /** Shown below the trend, or in its place if the number has no trend. */
  note?: string;
  to?: string;
}

export function NumberTile(props: NumberTileProps) {
  const { label, number, formatter, goodDirection, note, to } = props;
  const formatTrend = useFormatTrend();
  const trend = computeTrend(number.count, number.filter_count);
  const roundedTrend = trend && roundTrend(trend);
  return (
    <Paper
      variant="outlined"
      component="li"
      sx={{
        position: 'relative',
        listStyle: 'none',
        px: { xs: 1.5, sm: 2 },
        py: 1.5,
        minHeight: TILE_HEIGHT,
        '&:hover, &:focus-within': to ? { borderColor: 'primary.main' } : {},
      }}
    >
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {to ? (
          <Box
            component={Link}
            to={to}
            color="inherit"
            // The whole tile is the link.
            sx={{
              '&::after': { content: '""', position: 'absolute', inset: 0 },
            }}
          >
            {label}
          </Box>
        ) : (
          label
        )}
      </Box>
      <Box
        sx={{
          fontSize: { xs: '1.25rem', sm: '1.5rem' },
          lineHeight: 1.35,
          fontWeight: 600,
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        {props.children ?? formatter.format(number.count)}
      </Box>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 0.5,
          typography: 'caption',
          color: roundedTrend
            ? getTrendColour(roundedTrend, goodDirection)
            : 'text.secondary',
        }}
      >
        {roundedTrend && <TrendArrow direction={roundedTrend.direction} />}
        {trend ? formatTrend(trend, formatter) : note}
      </Box>
      {trend && note && (
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          {note}
        </Box>
      )}
    </Paper>
  );
}
