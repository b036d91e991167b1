import { Link } from '@backstage/core-components';
import type { ComparedNumber } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import type { ReactNode } from 'react';
import type { NumberLabels } from '../trend/NumberLabels';
import { getTrendColour, type GoodDirection } from '../trend/getTrendColour';
import { TrendArrow } from '../trend/TrendArrow';
import { computeTrend } from '../trend/computeTrend';
import { useTrendText } from './useTrendText';

/** The height of a tile, in px; reserved while the tile loads. */
export const TILE_HEIGHT = 96;

/** The number of a tile, with its label and the direction that counts as good. */
export interface NumberTileProps {
  label: string;
  number: ComparedNumber;
  words: NumberLabels;
  goodDirection: GoodDirection;
  /** The rendered number, if it is more than text. */
  children?: ReactNode;
  /** Shown below the number if it has no trend. */
  note?: string;
  /** Links to details of the number. */
  to?: string;
}

/** A number, and its change. */
export function NumberTile(props: NumberTileProps) {
  const { label, number, words, goodDirection, note, to } = props;
  const trendText = useTrendText();
  const trend = computeTrend(number.count, number.filter_count);
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
        {props.children ?? words.value(number.count)}
      </Box>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 0.5,
          typography: 'caption',
          color: trend
            ? getTrendColour(trend, goodDirection)
            : 'text.secondary',
        }}
      >
        {trend && <TrendArrow direction={trend.direction} />}
        {trend ? trendText(trend, words) : note}
      </Box>
      {trend && note && (
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          {note}
        </Box>
      )}
    </Paper>
  );
}
