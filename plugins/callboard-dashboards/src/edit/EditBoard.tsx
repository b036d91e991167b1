import {
  type DashboardWithWidgets,
  type Widget,
  GRID_COLUMNS,
} from '@callboard/plugin-callboard-common';
import {
  Toolbar,
  useLeaveWarning,
  useShortcut,
  visuallyHidden,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import UndoIcon from '@mui/icons-material/Undo';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import {
  useCallback,
  useMemo,
  useRef,
  type RefObject,
  useState,
  type ReactNode,
  useEffect,
} from 'react';
import {
  useContainerWidth,
  ReactGridLayout,
  verticalCompactor,
} from 'react-grid-layout';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEventCallback } from '@mui/material/utils';
import 'react-grid-layout/css/styles.css';
import 'react-resizable/css/styles.css';
import { NARROW_WIDTH, GAP, ROW_HEIGHT, WidgetGrid } from '../view/WidgetGrid';
import type { DashboardUrl } from '../view/useDashboardUrl';
import { NEW_WIDGET, type EditedWidget } from '../view/useEditedWidget';
import { useOtherOwner } from '../widgets/WidgetNotes';
import { EditCard, HANDLE_CLASS } from './EditCard';
import {
  areSamePositions,
  toGridLayout,
  getLayoutPositions,
  stepWidget,
  type WidgetPositions,
  type KeyboardStep,
} from './WidgetPositions';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import { useArrangement } from './useArrangement';
import { useBoardFocus } from './useBoardFocus';
import type { SaveState } from './useSaveLayout';
import { useWidgetReplacements, useUndoStack } from './useUndoStack';
import { useWidgetActions } from './useWidgetActions';
import { WidgetEditor, type UnsavedWidget } from './WidgetEditor';

const gridConfig = {
  cols: GRID_COLUMNS,
  rowHeight: ROW_HEIGHT,
  margin: [GAP, GAP],
  containerPadding: [0, 0],
} as const;
const dragConfig = { handle: `.${HANDLE_CLASS}` };
const resizeConfig = { handles: ['se', 'e', 's'] } as const;

function EditGrid(props: {
  /** The width of the grid, in pixels. */
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

function EditToolbar(props: {
  state: SaveState;
  isNarrow: boolean;
  onAdd: () => void;
  onUndo: (() => void) | undefined;
  onDone: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { state } = props;
  const canUndo = props.onUndo !== undefined;
  const addButton = useRef<HTMLButtonElement>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  useShortcut('a', props.onAdd);
  useEffect(() => {
    // The disabled Undo button would lose the focus.
    if (!canUndo && document.activeElement === undoButton.current) {
      addButton.current?.focus();
    }
  }, [canUndo]);
  return (
    <Toolbar label={t('toolbar')}>
      <Button
        ref={addButton}
        variant="contained"
        startIcon={<AddIcon />}
        onClick={props.onAdd}
      >
        {t('add')}
      </Button>
      <Button
        ref={undoButton}
        startIcon={<UndoIcon />}
        disabled={!canUndo}
        onClick={props.onUndo}
      >
        {t('undo')}
      </Button>
      <Box
        role="status"
        sx={{
          flex: '1 1 160px',
          minWidth: 0,
          overflowWrap: 'anywhere',
          typography: 'body2',
          color: state.name === 'failed' ? 'error.main' : 'text.secondary',
        }}
      >
        {state.name === 'failed'
          ? t('notSaved', { problem: state.problem })
          : t(state.name === 'saving' ? 'saving' : 'hint')}
        {props.isNarrow && <div>{t('narrow')}</div>}
      </Box>
      {state.name === 'failed' && (
        <Button
          color="error"
          variant="outlined"
          onClick={() => {
            // This button disappears and would lose the focus.
            addButton.current?.focus();
            state.retry();
          }}
        >
          {t('retry')}
        </Button>
      )}
      <Button variant="outlined" onClick={props.onDone}>
        {t('done')}
      </Button>
    </Toolbar>
  );
}

function useKeyboardSteps(
  widgets: readonly Widget[],
  positions: WidgetPositions,
  move: (positions: WidgetPositions) => void,
) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const [announcement, setAnnouncement] = useState('');
  const step = (widget: Widget, delta: KeyboardStep) => {
    const layout = stepWidget(
      toGridLayout(widgets, positions),
      widget.id,
      delta,
    );
    const position = layout.find(({ i }) => i === widget.id);
    if (!position || areSamePositions(getLayoutPositions(layout), positions)) {
      setAnnouncement(t('full'));
      return;
    }
    move(getLayoutPositions(layout));
    setAnnouncement(
      t('position', {
        title: widget.title || t('untitled'),
        column: String(position.x + 1),
        row: String(position.y + 1),
        width: String(position.w),
        height: String(position.h),
      }),
    );
  };
  return { step, announcement };
}

export function EditBoard(props: {
  slug: string;
  dashboard: DashboardWithWidgets;
  url: DashboardUrl;
  /** The widget in the editor; undefined while the editor is closed. */
  edited: EditedWidget | undefined;
}) {
  const { slug, dashboard, url, edited } = props;
  const { widgets } = dashboard;
  const board = useRef<HTMLDivElement>(null);
  const { push, undo } = useUndoStack(edited !== undefined);
  const replacements = useWidgetReplacements();
  const { positions, state, move, addToLayout, prepareRemoval } =
    useArrangement(slug, dashboard, push, replacements);
  const focus = useBoardFocus(board, widgets, edited?.id);
  const actions = useWidgetActions(slug, dashboard, {
    push,
    replacements,
    addToLayout,
    prepareRemoval,
    onCopied: focus.focusWhenMounted,
  });
  const { step, announcement } = useKeyboardSteps(widgets, positions, move);
  // The browser's Back button closes the editor without confirmation, so this map retains the
  // unsaved changes of each widget.
  const unsaved = useRef(new Map<string, UnsavedWidget>());
  const [unsavedCount, setUnsavedCount] = useState(0);
  useLeaveWarning(unsavedCount > 0);
  const setUnsaved = (id: string, changes: UnsavedWidget | undefined) => {
    if (changes) {
      unsaved.current.set(id, changes);
    } else {
      unsaved.current.delete(id);
    }
    setUnsavedCount(unsaved.current.size);
  };
  const { width, mounted, containerRef } = useContainerWidth({
    measureBeforeMount: true,
  });
  const isNarrow = mounted && width <= NARROW_WIDTH;
  const applyPosition = useCallback(
    (widget: Widget) => ({
      ...widget,
      size: positions.get(widget.id) ?? widget.size,
    }),
    [positions],
  );
  const stackedWidgets = useMemo(
    () => (isNarrow ? widgets.map(applyPosition) : []),
    [isNarrow, widgets, applyPosition],
  );
  const cardActions = {
    step: useEventCallback(step),
    edit: useEventCallback(({ id }: Widget) => url.edit(id)),
    duplicate: useEventCallback((widget: Widget) =>
      actions.duplicate(applyPosition(widget)),
    ),
    remove: useEventCallback((widget: Widget) =>
      actions.remove(applyPosition(widget)),
    ),
    onMounted: useEventCallback(focus.handleMounted),
  };
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
      {...cardActions}
    />
  );
  return (
    <Stack ref={board} spacing={2} onFocus={focus.onFocus}>
      <EditToolbar
        state={state}
        isNarrow={isNarrow}
        onAdd={() => !edited && url.edit(NEW_WIDGET)}
        onUndo={undo}
        onDone={() => url.setMode('view')}
      />
      <Box role="status" sx={visuallyHidden}>
        {announcement}
      </Box>
      <Box ref={containerRef as RefObject<HTMLDivElement>}>
        {isNarrow && (
          <WidgetGrid widgets={stackedWidgets}>{renderCard}</WidgetGrid>
        )}
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
      {edited && (
        <WidgetEditor
          key={edited.id}
          slug={slug}
          dashboard={dashboard}
          widget={edited.widget}
          isDeleted={edited.isDeleted}
          unsaved={unsaved.current.get(edited.id)}
          onChange={changes => setUnsaved(edited.id, changes)}
          onClose={() => {
            setUnsaved(edited.id, undefined);
            url.edit(undefined);
          }}
          onSaved={(widget, before) => {
            setUnsaved(edited.id, undefined);
            if (before) {
              actions.recordEdit(before, widget);
            } else {
              actions.recordAddition(widget);
              focus.focusWhenMounted(widget.id);
            }
            actions.refresh();
          }}
        />
      )}
    </Stack>
  );
}
