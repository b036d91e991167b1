import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Widget } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { memo, useEffect, useMemo } from 'react';
import type { AskedAlone } from '../data/AskedAlone';
import { WidgetCard } from '../widgets/WidgetCard';
import { actsInLine } from '../widgets/WidgetFrame';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import { MoveHandle } from './MoveHandle';
import type { Step } from './Places';

/** What can be done with a widget from its card. */
export interface CardActs {
  step: (widget: Widget, by: Step) => void;
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
    asked: AskedAlone;
    refresh_seconds?: number;
    /** The name of the dashboard's owner; undefined where that is the reader. */
    owner: string | undefined;
    canMove: boolean;
    /** Must stay the same between renders. */
    acts: CardActs;
  }) => {
    const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
    const { widget, height, canMove, acts } = props;
    const { id, title } = widget;
    const sized = useMemo(
      () => ({ ...widget, size: { ...widget.size, height } }),
      [widget, height],
    );
    useEffect(() => acts.arrived(id), [acts, id]);
    return (
      <Box
        data-widget={id}
        sx={{
          height: '100%',
          // While editing, the actions are always visible.
          '&& .callboard-widget-acts': actsInLine,
        }}
      >
        <WidgetCard
          slug={props.slug}
          widget={sized}
          asked={props.asked}
          refresh_seconds={props.refresh_seconds}
          owner={props.owner}
          handle={
            canMove && (
              <MoveHandle title={title} onStep={by => acts.step(widget, by)} />
            )
          }
          changes={[
            { label: t('edit'), act: () => acts.edit(widget) },
            { label: t('duplicate'), act: () => acts.duplicate(widget) },
            { label: t('remove'), act: () => acts.remove(widget) },
          ]}
        />
      </Box>
    );
  },
);
