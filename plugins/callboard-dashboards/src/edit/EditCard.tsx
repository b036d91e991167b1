import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Widget } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { memo, useEffect, useMemo } from 'react';
import type { ViewerFilters } from '../data/ViewerFilters';
import { WidgetCard } from '../widgets/WidgetCard';
import { inlineActions } from '../widgets/WidgetFrame';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import { MoveHandle } from './MoveHandle';
import type { KeyboardStep } from './WidgetPositions';

/** The actions on a widget from its card. */
export interface CardActions {
  step: (widget: Widget, delta: KeyboardStep) => void;
  edit: (widget: Widget) => void;
  duplicate: (widget: Widget) => void;
  remove: (widget: Widget) => void;
  /** Called once the card is on the page. */
  arrived: (id: string) => void;
}

/**
 * A widget that can be moved and changed. It is not rendered again while it or another
 * widget moves.
 */
export const EditCard = memo(
  (props: {
    slug: string;
    widget: Widget;
    /** In rows. */
    height: number;
    viewerFilters: ViewerFilters;
    refresh_seconds?: number;
    /** The name of the dashboard's owner; undefined where that is the reader. */
    owner: string | undefined;
    canMove: boolean;
    /** Must keep its identity between renders. */
    actions: CardActions;
  }) => {
    const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
    const { widget, height, canMove, actions } = props;
    const { id, title } = widget;
    const sized = useMemo(
      () => ({ ...widget, size: { ...widget.size, height } }),
      [widget, height],
    );
    useEffect(() => actions.arrived(id), [actions, id]);
    return (
      <Box
        data-widget={id}
        sx={{
          height: '100%',
          // While editing, the actions are always visible.
          '&& .callboard-widget-acts': inlineActions,
        }}
      >
        <WidgetCard
          slug={props.slug}
          widget={sized}
          viewerFilters={props.viewerFilters}
          refresh_seconds={props.refresh_seconds}
          owner={props.owner}
          handle={
            canMove && (
              <MoveHandle
                title={title}
                onStep={delta => actions.step(widget, delta)}
              />
            )
          }
          changes={[
            { label: t('edit'), run: () => actions.edit(widget) },
            { label: t('duplicate'), run: () => actions.duplicate(widget) },
            { label: t('remove'), run: () => actions.remove(widget) },
          ]}
        />
      </Box>
    );
  },
);
