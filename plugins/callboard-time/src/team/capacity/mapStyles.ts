import { outOfSight } from '@callboard/plugin-callboard-react';
import type { Theme } from '@mui/material/styles';
import type { SystemStyleObject } from '@mui/system';
import { bandLooks } from './bandLooks';

/** In px. */
export const NAME_WIDTH = 208;
const SUM_WIDTH = 148;
const CELL_WIDTH = 26;

/** In px. */
export const ROW_HEIGHT = 36;

/**
 * All styles of the map in one place: thousands of cells with styles of their own would
 * be slow to draw.
 */
export const mapStyles = (columns: number): SystemStyleObject<Theme> => ({
  overflowX: 'auto',
  typography: 'body2',
  fontVariantNumeric: 'tabular-nums',
  '& [role=row]': {
    display: 'grid',
    gridTemplateColumns: `${NAME_WIDTH}px ${SUM_WIDTH}px repeat(${columns}, minmax(${CELL_WIDTH}px, 1fr))`,
    alignItems: 'center',
    minWidth: NAME_WIDTH + SUM_WIDTH + columns * CELL_WIDTH,
    height: ROW_HEIGHT,
    borderBottom: 1,
    borderColor: 'divider',
  },
  '& .name': {
    position: 'sticky',
    left: 0,
    zIndex: 1,
    height: '100%',
    display: 'flex',
    alignItems: 'center',
    bgcolor: 'background.paper',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& .department': { fontWeight: 600 },
  '& .sum': { textAlign: 'end', pr: 1.5, whiteSpace: 'nowrap' },
  '& .cell': { textAlign: 'center', fontSize: '0.75rem', lineHeight: 1 },
  '& .head': { color: 'text.secondary', whiteSpace: 'nowrap' },
  '& .unseen': outOfSight,
  ...Object.fromEntries(
    Object.entries(bandLooks).map(([band, { color }]) => [
      `& .${band}`,
      { color },
    ]),
  ),
});
