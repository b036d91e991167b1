import Box from '@mui/material/Box';
import type { DataTableGroup } from './tableItems';

/** How high the heading of a group is, in px. */
export const GROUP_HEIGHT = 40;

/**
 * The heading of a group of rows, in a box that reaches to the end of the group
 * and lets through what is meant for the rows: there the heading sticks.
 */
export function DataTableGroupRow(props: {
  group: DataTableGroup;
  columns: number;
  rowIndex: number;
  /** Where the group begins, from the top of the list. */
  top: number;
  /** How high the group is, with its rows. */
  height: number;
  measure: (heading: HTMLElement | null) => void;
}) {
  const { group, top, height } = props;
  return (
    <div
      role="presentation"
      style={{
        position: 'absolute',
        insetInline: 0,
        top,
        height,
        zIndex: 1,
        pointerEvents: 'none',
      }}
    >
      <Box
        ref={props.measure}
        role="row"
        aria-rowindex={props.rowIndex + 2}
        data-index={props.rowIndex}
        sx={{
          position: 'sticky',
          top: 0,
          pointerEvents: 'auto',
          borderBottom: 1,
          borderColor: 'divider',
          // A tint, on a ground that rows do not shine through.
          bgcolor: 'background.paper',
          backgroundImage: ({ palette: { action } }) =>
            `linear-gradient(${action.hover}, ${action.hover})`,
        }}
      >
        <Box
          role="gridcell"
          aria-colspan={props.columns}
          sx={{
            display: 'flex',
            justifyContent: 'space-between',
            alignItems: 'center',
            gap: 2,
            minHeight: GROUP_HEIGHT - 1,
            px: 2,
            typography: 'body2',
            fontWeight: 600,
          }}
        >
          <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            {group.content ?? group.label}
          </Box>
          <Box
            component="span"
            sx={{
              flexShrink: 0,
              color: 'text.secondary',
              fontWeight: 400,
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            {group.note}
          </Box>
        </Box>
      </Box>
    </div>
  );
}
