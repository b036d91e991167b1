import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DragIndicatorIcon from '@mui/icons-material/DragIndicator';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { KeyboardEvent } from 'react';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import type { KeyboardStep } from './WidgetPositions';

const steps: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/** Maps an arrow key to a move of the focused widget, or to a resize with Shift. */
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

/** The class of the element by which the grid drags a widget. */
export const HANDLE_CLASS = 'callboard-widget-handle';

/** A button that moves a widget by dragging or with the arrow keys; with Shift, they resize it. */
export function MoveHandle(props: {
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
          if (step) {
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
