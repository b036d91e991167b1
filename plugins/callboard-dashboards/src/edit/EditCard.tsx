import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Widget } from '@callboard/plugin-callboard-common';
import { hasModifier } from '@callboard/plugin-callboard-react';
import DragIndicatorIcon from '@mui/icons-material/DragIndicator';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { memo, useEffect, useMemo, type KeyboardEvent } from 'react';
import { WidgetCard, type WidgetCardProps } from '../widgets/WidgetCard';
import { inlineActions } from '../widgets/WidgetFrame';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import type { KeyboardStep } from './WidgetPositions';

const steps: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/** Maps an arrow key to a move of the focused widget or, with Shift, to a resize. */
function getKeyStep(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
): KeyboardStep | undefined {
  const step = steps.get(event.key);
  if (!step) {
    return undefined;
  }
  const [across, down] = step;
  return event.shiftKey
    ? { width: across, height: down }
    : { x: across, y: down };
}

export const HANDLE_CLASS = 'callboard-widget-handle';

function MoveHandle(props: {
  title: string;
  onStep: (step: KeyboardStep) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  return (
    <Tooltip title={t('moveHint')} enterDelay={600}>
      <IconButton
        size="small"
        className={HANDLE_CLASS}
        aria-label={t('move', { title: props.title || t('untitled') })}
        aria-description={t('moveHint')}
        onKeyDown={event => {
          const step = getKeyStep(event);
          if (step && !hasModifier(event)) {
            event.preventDefault();
            props.onStep(step);
          }
        }}
        sx={{ cursor: 'grab', touchAction: 'none', ml: -1 }}
      >
        <DragIndicatorIcon fontSize="small" />
      </IconButton>
    </Tooltip>
  );
}

/** A widget that can be changed. It does not render again while widgets move. */
export const EditCard = memo(
  (
    props: Omit<WidgetCardProps, 'handle' | 'onSelect' | 'editActions'> & {
      /** The height, in grid rows. */
      height: number;
      canMove: boolean;
      // The following must be the same in every render.
      step: (widget: Widget, delta: KeyboardStep) => void;
      edit: (widget: Widget) => void;
      duplicate: (widget: Widget) => void;
      remove: (widget: Widget) => void;
      onMounted: (id: string) => void;
    },
  ) => {
    const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
    const { widget, height, canMove, onMounted } = props;
    const { id, title } = widget;
    const resizedWidget = useMemo(
      () => ({ ...widget, size: { ...widget.size, height } }),
      [widget, height],
    );
    useEffect(() => onMounted(id), [onMounted, id]);
    return (
      <Box
        data-widget={id}
        sx={{
          height: '100%',
          // While editing, the actions are always visible.
          '&& .callboard-widget-actions': inlineActions,
        }}
      >
        <WidgetCard
          {...props}
          widget={resizedWidget}
          handle={
            canMove && (
              <MoveHandle
                title={title}
                onStep={delta => props.step(widget, delta)}
              />
            )
          }
          editActions={[
            { label: t('edit'), run: () => props.edit(widget) },
            { label: t('duplicate'), run: () => props.duplicate(widget) },
            { label: t('remove'), run: () => props.remove(widget) },
          ]}
        />
      </Box>
    );
  },
);
