import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Widget } from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import {
  areSamePositions,
  toGridLayout,
  getLayoutPositions,
  stepWidget,
  type WidgetPositions,
  type KeyboardStep,
} from './WidgetPositions';

/** Moves widgets with the keyboard, and announces where they are. */
export function useSteps(
  widgets: readonly Widget[],
  positions: WidgetPositions,
  move: (positions: WidgetPositions) => void,
): {
  step: (widget: Widget, delta: KeyboardStep) => void;
  announcement: string;
} {
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
