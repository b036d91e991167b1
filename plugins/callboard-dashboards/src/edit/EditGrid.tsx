import 'react-grid-layout/css/styles.css';
import 'react-resizable/css/styles.css';
import { GRID_COLUMNS, type Widget } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useMemo, type ReactNode } from 'react';
import { ReactGridLayout, verticalCompactor } from 'react-grid-layout';
import { GAP, ROW_HEIGHT } from '../view/grid';
import { HANDLE_CLASS } from './MoveHandle';
import {
  toGridLayout,
  getLayoutPositions,
  type WidgetPositions,
} from './WidgetPositions';

const gridConfig = {
  cols: GRID_COLUMNS,
  rowHeight: ROW_HEIGHT,
  margin: [GAP, GAP],
  containerPadding: [0, 0],
} as const;
const dragConfig = { handle: `.${HANDLE_CLASS}` };
const resizeConfig = { handles: ['se', 'e', 's'] } as const;

/** Widgets that can be dragged and resized. */
export function EditGrid(props: {
  /** In pixels. */
  width: number;
  widgets: readonly Widget[];
  positions: WidgetPositions;
  onMove: (positions: WidgetPositions) => void;
  children: (widget: Widget) => ReactNode;
}) {
  const { width, widgets, positions, onMove } = props;
  const layout = useMemo(
    () => toGridLayout(widgets, positions),
    [widgets, positions],
  );
  return (
    <Box
      sx={theme => ({
        '&& .react-grid-placeholder.react-grid-item': {
          background: theme.palette.primary.main,
          opacity: 0.15,
          borderRadius: 1,
        },
        '& .react-resizable-handle::after': {
          borderColor: theme.palette.text.secondary,
        },
        '& .react-draggable-dragging': { zIndex: 3, opacity: 0.9 },
      })}
    >
      <ReactGridLayout
        width={width}
        layout={layout}
        gridConfig={gridConfig}
        dragConfig={dragConfig}
        resizeConfig={resizeConfig}
        compactor={verticalCompactor}
        onDragStop={next => onMove(getLayoutPositions(next))}
        onResizeStop={next => onMove(getLayoutPositions(next))}
      >
        {widgets.map(widget => (
          <div key={widget.id}>{props.children(widget)}</div>
        ))}
      </ReactGridLayout>
    </Box>
  );
}
