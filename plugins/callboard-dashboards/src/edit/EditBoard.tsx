import type {
  DashboardWithWidgets,
  Widget,
} from '@callboard/plugin-callboard-common';
import {
  visuallyHidden,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useCallback, useMemo, useRef, type RefObject } from 'react';
import { useContainerWidth } from 'react-grid-layout';
import { NARROW } from '../view/grid';
import type { DashboardUrl } from '../view/useDashboardUrl';
import { WidgetGrid } from '../view/WidgetGrid';
import { useOtherOwner } from '../widgets/useOtherOwner';
import { EditCard } from './EditCard';
import { EditGrid } from './EditGrid';
import { EditToolbar } from './EditToolbar';
import { useArrangement } from './useArrangement';
import { useBoardFocus } from './useBoardFocus';
import { useEditedWidget } from './useEditedWidget';
import { useLatestCallbacks } from './useLatestCallbacks';
import { useSteps } from './useSteps';
import { useSuccessors } from './useSuccessors';
import { useUndoStack } from './useUndoStack';
import { useWidgetActions } from './useWidgetActions';
import { WidgetEditor } from './WidgetEditor';

/** The name of a new widget in the address. */
const NEW = 'new';

/** A dashboard whose widgets are moved, added, changed and removed. */
export function EditBoard(props: {
  workspace: OwnWorkspace;
  dashboard: DashboardWithWidgets;
  url: DashboardUrl;
}) {
  const { workspace, dashboard, url } = props;
  const { widgets } = dashboard;
  const { slug } = workspace;
  const board = useRef<HTMLDivElement>(null);
  const { push, undo } = useUndoStack(Boolean(url.edited));
  const successors = useSuccessors();
  const { positions, state, move, include, beforeRemoval } = useArrangement(
    slug,
    dashboard,
    push,
    successors,
  );
  const focus = useBoardFocus(board, widgets, url.edited);
  const actions = useWidgetActions(slug, dashboard, {
    push,
    successors,
    include,
    beforeRemoval,
    onCopied: focus.expect,
  });
  const { step, announcement } = useSteps(widgets, positions, move);
  const edited = useEditedWidget(widgets, url.edited);
  const { width, mounted, containerRef } = useContainerWidth({
    measureBeforeMount: true,
  });
  const isNarrow = mounted && width <= NARROW;
  const placed = useCallback(
    (widget: Widget) => ({
      ...widget,
      size: positions.get(widget.id) ?? widget.size,
    }),
    [positions],
  );
  const stacked = useMemo(
    () => (isNarrow ? widgets.map(placed) : []),
    [isNarrow, widgets, placed],
  );
  const cardActions = useLatestCallbacks({
    step,
    edit: ({ id }: Widget) => url.edit(id),
    duplicate: (widget: Widget) => actions.duplicate(placed(widget)),
    remove: (widget: Widget) => actions.remove(placed(widget)),
    arrived: focus.arrived,
  });
  const owner = useOtherOwner(dashboard);
  const renderCard = (widget: Widget) => (
    <EditCard
      slug={slug}
      widget={widget}
      height={positions.get(widget.id)?.height ?? widget.size.height}
      viewerFilters={url.viewerFilters}
      refresh_seconds={dashboard.config.refresh_seconds}
      owner={owner}
      canMove={!isNarrow}
      actions={cardActions}
    />
  );
  return (
    <Stack ref={board} spacing={2} onFocus={focus.onFocus}>
      <EditToolbar
        state={state}
        isNarrow={isNarrow}
        onAdd={() => !url.edited && url.edit(NEW)}
        onUndo={undo}
        onDone={() => url.setMode('view')}
      />
      <Box role="status" sx={visuallyHidden}>
        {announcement}
      </Box>
      <Box ref={containerRef as RefObject<HTMLDivElement>}>
        {isNarrow && <WidgetGrid widgets={stacked}>{renderCard}</WidgetGrid>}
        {mounted && !isNarrow && (
          <EditGrid
            width={width}
            widgets={widgets}
            positions={positions}
            onMove={move}
          >
            {renderCard}
          </EditGrid>
        )}
      </Box>
      {(edited || url.edited === NEW) && (
        <WidgetEditor
          key={url.edited}
          slug={slug}
          dashboard={dashboard}
          widget={edited?.widget}
          isDeleted={edited?.isDeleted ?? false}
          onClose={() => url.edit(undefined)}
          onSaved={(widget, before) => {
            if (before) {
              actions.changed(before, widget);
            } else {
              actions.handleAdded(widget);
              focus.expect(widget.id);
            }
            url.edit(undefined);
            actions.refresh();
          }}
        />
      )}
    </Stack>
  );
}
