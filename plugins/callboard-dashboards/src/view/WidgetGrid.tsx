import { GRID_COLUMNS, type Widget } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useMemo, type ReactNode } from 'react';
import { GAP, ROW_HEIGHT } from './grid';

/** Below this width of its place, widgets stand one beneath the other. */
const NARROW = 720;

const byPlace = (a: Widget, b: Widget) =>
  a.size.y - b.size.y || a.size.x - b.size.x;

/** Widgets where they are on their dashboard. */
export function WidgetGrid(props: {
  widgets: readonly Widget[];
  children: (widget: Widget) => ReactNode;
}) {
  const widgets = useMemo(
    () => [...props.widgets].sort(byPlace),
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
          [`@container (max-width: ${NARROW}px)`]: {
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
                [`@container (max-width: ${NARROW}px)`]: {
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
