import { GRID_COLUMNS, type Widget } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useMemo, type ReactNode } from 'react';
import { comparePositions } from './comparePositions';
import { GAP, NARROW, ROW_HEIGHT } from './grid';

/** The widgets at their positions on the dashboard. */
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
