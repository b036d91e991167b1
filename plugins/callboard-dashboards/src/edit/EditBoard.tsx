import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  DashboardWithWidgets,
  Widget,
} from '@callboard/plugin-callboard-common';
import {
  outOfSight,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import { useContainerWidth } from 'react-grid-layout';
import { NARROW } from '../view/grid';
import type { DashboardUrl } from '../view/useDashboardUrl';
import { WidgetGrid } from '../view/WidgetGrid';
import { WidgetCard } from '../widgets/WidgetCard';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import { EditGrid } from './EditGrid';
import { EditToolbar } from './EditToolbar';
import { MoveHandle } from './MoveHandle';
import { isSamePlaces, layoutOf, placesIn, stepped, type Step } from './Places';
import { useArrangement } from './useArrangement';
import { useEditedWidget } from './useEditedWidget';
import { useSuccessors } from './useSuccessors';
import { useUndoStack } from './useUndoStack';
import { useWidgetActs } from './useWidgetActs';
import { WidgetEditor } from './WidgetEditor';

/** The name by which the address says that a new widget is made. */
const NEW = 'new';

/** A dashboard whose widgets are moved, added, changed and removed. */
export function EditBoard(props: {
  workspace: OwnWorkspace;
  dashboard: DashboardWithWidgets;
  url: DashboardUrl;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { workspace, dashboard, url } = props;
  const { widgets } = dashboard;
  const { slug } = workspace;
  const { push, undo } = useUndoStack(Boolean(url.edited));
  const successors = useSuccessors();
  const { places, state, move, include, beforeRemoval } = useArrangement(
    slug,
    dashboard,
    push,
    successors,
  );
  const acts = useWidgetActs(slug, dashboard, {
    ...{ push, successors, include, beforeRemoval },
  });
  const [told, setTold] = useState('');
  const step = (widget: Widget, by: Step) => {
    const layout = stepped(layoutOf(widgets, places), widget.id, by);
    const place = layout.find(({ i }) => i === widget.id);
    if (isSamePlaces(placesIn(layout), places)) {
      setTold(t('full'));
      return;
    }
    move(placesIn(layout));
    if (place) {
      setTold(
        t('place', {
          title: widget.title || t('untitled'),
          column: String(place.x + 1),
          row: String(place.y + 1),
          width: String(place.w),
          height: String(place.h),
        }),
      );
    }
  };
  const { width, mounted, containerRef } = useContainerWidth({
    measureBeforeMount: true,
  });
  const isNarrow = mounted && width <= NARROW;
  const placed = useMemo(
    () =>
      widgets.map(widget => ({
        ...widget,
        size: places.get(widget.id) ?? widget.size,
      })),
    [widgets, places],
  );
  const card = (widget: Widget) => (
    <WidgetCard
      slug={slug}
      widget={widget}
      asked={url.asked}
      owner={dashboard.owner_name}
      handle={
        !isNarrow && (
          <MoveHandle title={widget.title} onStep={by => step(widget, by)} />
        )
      }
      changes={[
        { label: t('edit'), act: () => url.edit(widget.id) },
        { label: t('duplicate'), act: () => acts.duplicate(widget) },
        { label: t('remove'), act: () => acts.remove(widget) },
      ]}
    />
  );
  const edited = useEditedWidget(widgets, url.edited);
  return (
    <Stack spacing={2}>
      <EditToolbar
        state={state}
        isNarrow={isNarrow}
        onAdd={() => !url.edited && url.edit(NEW)}
        onUndo={undo}
        onDone={() => url.setMode('view')}
      />
      <Box role="status" sx={outOfSight}>
        {told}
      </Box>
      <Box ref={containerRef as RefObject<HTMLDivElement>}>
        {isNarrow && <WidgetGrid widgets={placed}>{card}</WidgetGrid>}
        {mounted && !isNarrow && (
          <EditGrid
            width={width}
            widgets={placed}
            places={places}
            onMove={move}
          >
            {card}
          </EditGrid>
        )}
      </Box>
      {(edited || url.edited === NEW) && (
        <WidgetEditor
          key={url.edited}
          slug={slug}
          dashboard={dashboard}
          widget={edited?.widget}
          isGone={edited?.isGone ?? false}
          onClose={() => url.edit(undefined)}
          onSaved={(widget, before) => {
            if (before) {
              acts.changed(before, widget);
            } else {
              acts.added(widget);
            }
            url.edit(undefined);
            acts.refresh();
          }}
        />
      )}
    </Stack>
  );
}
