import { visuallyHidden } from '@callboard/plugin-callboard-react';
import { alpha, type Theme } from '@mui/material/styles';
import type { SystemStyleObject } from '@mui/system';
import { bandStyles } from './bandStyles';

/** In px, for narrow and wide windows. Narrow ones fit more days this way. */
const NAME_WIDTH = { xs: 136, sm: 224 };
const SUM_WIDTH = { xs: 68, sm: 84 };
const CELL_WIDTH = 26;

/** In px. */
export const ROW_HEIGHT = 36;
const HEAD_HEIGHT = 44;

const formatGridTracks = (size: 'xs' | 'sm', columns: number) =>
  `${NAME_WIDTH[size]}px ${SUM_WIDTH[size]}px repeat(${columns}, minmax(${CELL_WIDTH}px, 1fr))`;

const formatGridWidth = (size: 'xs' | 'sm', columns: number) =>
  `${NAME_WIDTH[size] + SUM_WIDTH[size] + columns * CELL_WIDTH}px`;

/**
 * Fills, which are visible from afar; the signs in the cells make them distinguishable without
 * colour.
 */
const createFillStyles = ({
  palette,
}: Theme): Record<string, { bgcolor: string }> => ({
  '& .cell.under': { bgcolor: alpha(palette.warning.main, 0.16) },
  '& .cell.on': { bgcolor: alpha(palette.success.main, 0.16) },
  '& .cell.over': { bgcolor: alpha(palette.error.main, 0.2) },
});

const bands: Record<string, { color: string }> = Object.fromEntries(
  Object.entries(bandStyles).map(([band, { color }]) => [
    `& .${band}`,
    { color },
  ]),
);

/** All styles of the map in one place: thousands of cells with their own styles would render slowly. */
export const mapStyles =
  (columns: number) =>
  (theme: Theme): SystemStyleObject<Theme> => ({
    overflowX: 'auto',
    typography: 'body2',
    fontVariantNumeric: 'tabular-nums',
    '& [role=row]': {
      display: 'grid',
      gridTemplateColumns: {
        xs: formatGridTracks('xs', columns),
        sm: formatGridTracks('sm', columns),
      },
      alignItems: 'center',
      minWidth: {
        xs: formatGridWidth('xs', columns),
        sm: formatGridWidth('sm', columns),
      },
      height: ROW_HEIGHT,
      borderTop: 1,
      borderColor: 'divider',
    },
    '& [role=row].heads': { height: HEAD_HEIGHT, borderTop: 0 },
    '& .name': {
      position: 'sticky',
      left: 0,
      zIndex: 1,
      height: '100%',
      display: 'flex',
      alignItems: 'center',
      gap: 1,
      pl: { xs: 1.5, sm: 3 },
      pr: 1,
      bgcolor: 'background.paper',
      overflow: 'hidden',
      whiteSpace: 'nowrap',
    },
    '& .name.department, & .name.head': { pl: { xs: 1, sm: 2 } },
    '& .department, & .department ~ .sum': { fontWeight: 600 },
    '& .text': { overflow: 'hidden', textOverflow: 'ellipsis' },
    '& .people': { color: 'text.secondary', fontWeight: 400 },
    '& .sum': { textAlign: 'end', pr: 1.5, whiteSpace: 'nowrap' },
    '& .cell': {
      height: 'calc(100% - 4px)',
      mx: '1px',
      borderRadius: 0.5,
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      fontSize: '0.75rem',
      lineHeight: 1,
    },
    '& .cell button': {
      width: '100%',
      height: '100%',
      p: 0,
      border: 0,
      font: 'inherit',
      color: 'inherit',
      background: 'none',
      cursor: 'pointer',
    },
    '& .day': {
      alignSelf: 'end',
      pb: 0.75,
      textAlign: 'center',
      fontSize: '0.75rem',
      lineHeight: 1.3,
    },
    '& .day b': { display: 'block', width: 0, fontWeight: 600 },
    '& .head': { color: 'text.secondary', whiteSpace: 'nowrap' },
    '& .unseen': visuallyHidden,
    ...bands,
    ...createFillStyles(theme),
  });
