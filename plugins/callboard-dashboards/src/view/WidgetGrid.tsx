import {
  GRID_COLUMNS,
  type Widget,
  type WidgetSize,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useMemo, type ReactNode } from 'react';

/** The height of a row of the grid, in pixels. */
export const ROW_HEIGHT = 40;

/** The gap between widgets, in pixels. */
export const GAP = 16;

/** Below this width of the board, in pixels, widgets are stacked. */
export const NARROW_WIDTH = 720;

/** The height of a card's padding, border and title, in pixels. */
const CARD_CHROME_HEIGHT = 54;

/** Returns the height, in pixels, of the content of a widget that spans some rows of the grid. */
export function getContentHeight(rows: number): number {
  return rows * ROW_HEIGHT + (rows - 1) * GAP - CARD_CHROME_HEIGHT;
}

export function comparePositions(a: WidgetSize, b: WidgetSize): number {
  return a.y - b.y || a.x - b.x;
}

export function WidgetGrid(props: {
  widgets: readonly Widget[];
  children: (widget: Widget) => ReactNode;
}) {
  const widgets = useMemo(
    () => [...props.widgets].sort((a, b) => comparePositions(a.size, b.size)),
    [props.widgets],
  );
  return (
    <Box sx={{ containerType: 'inline-size' }}>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: `repeat(${GRID_COLUMNS}, minmax(0, 1fr))`,
          gridAutoRows: ROW_HEIGHT,
          gap: `${GAP}px`,
          [`@container (max-width: ${NARROW_WIDTH}px)`]: {
            gridTemplateColumns: 'minmax(0, 1fr)',
          },
        }}
      >
        {widgets.map(widget => {
          const { x, y, width, height } = widget.size;
          return (
            <Box
              key={widget.id}
              sx={{
                gridColumn: `${x + 1} / span ${width}`,
                gridRow: `${y + 1} / span ${height}`,
                minWidth: 0,
                [`@container (max-width: ${NARROW_WIDTH}px)`]: {
                  gridColumn: '1',
                  gridRow: `auto / span ${height}`,
                },
              }}
            >
              {props.children(widget)}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
