import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { hasModifier } from '../hooks/useShortcut';
import type { DataTableGroup } from './buildTableItems';

/** The height of a group heading, in px. */
export const GROUP_HEADING_HEIGHT = 40;

/** A group's sticky heading, in an invisible box over its rows that ignores pointer events. */
export function DataTableGroupRow(props: {
  group: DataTableGroup;
  columnCount: number;
  rowIndex: number;
  top: number;
  height: number;
  measure: (heading: HTMLElement | null) => void;
  toggle?: {
    isClosed: boolean;
    /** Whether this heading is the one item of the table that is a tab stop. */
    isActive: boolean;
    onToggle: () => void;
    onFocus: () => void;
  };
}) {
  const { group, top, height, toggle } = props;
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
          // An opaque background with a tint, so that rows do not show through.
          bgcolor: 'background.paper',
          backgroundImage: ({ palette: { action } }) =>
            `linear-gradient(${action.hover}, ${action.hover})`,
        }}
      >
        <Box
          role="gridcell"
          aria-colspan={props.columnCount}
          // A click anywhere in the heading toggles the group, except on links.
          onClick={event => {
            if (!(event.target as HTMLElement).closest('a')) {
              toggle?.onToggle();
            }
          }}
          sx={{
            cursor: toggle ? 'pointer' : undefined,
            display: 'flex',
            justifyContent: 'space-between',
            alignItems: 'center',
            gap: 2,
            minHeight: GROUP_HEADING_HEIGHT - 1,
            px: 2,
            typography: 'body2',
            fontWeight: 600,
          }}
        >
          <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
            {toggle && (
              <ButtonBase
                data-heading
                aria-label={group.label}
                aria-expanded={!toggle.isClosed}
                tabIndex={toggle.isActive ? 0 : -1}
                onClick={event => {
                  event.stopPropagation();
                  toggle.onToggle();
                }}
                onFocus={toggle.onFocus}
                onKeyDown={event => {
                  const shouldClose = { ArrowLeft: true, ArrowRight: false }[
                    event.key
                  ];
                  if (shouldClose !== undefined && !hasModifier(event)) {
                    event.preventDefault();
                    if (shouldClose !== toggle.isClosed) {
                      toggle.onToggle();
                    }
                  }
                }}
                sx={theme => ({
                  minWidth: 28,
                  minHeight: 28,
                  ml: -0.75,
                  mr: 0.5,
                  borderRadius: 1,
                  '&:focus-visible': {
                    outline: `2px solid ${theme.palette.primary.main}`,
                  },
                })}
              >
                <ExpandMoreIcon
                  fontSize="small"
                  aria-hidden
                  sx={{
                    transform: toggle.isClosed ? 'rotate(-90deg)' : 'none',
                  }}
                />
              </ButtonBase>
            )}
            <Box
              component="span"
              sx={{ minWidth: 0, overflowWrap: 'anywhere' }}
            >
              {group.content ?? group.label}
            </Box>
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
