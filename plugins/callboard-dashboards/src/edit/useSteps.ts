import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Widget } from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import {
  isSamePlaces,
  layoutOf,
  placesIn,
  stepped,
  type Places,
  type Step,
} from './Places';

/** Moves widgets with the keyboard, and announces where they are. */
export function useSteps(
  widgets: readonly Widget[],
  places: Places,
  move: (places: Places) => void,
): { step: (widget: Widget, by: Step) => void; announcement: string } {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const [announcement, setAnnouncement] = useState('');
  const step = (widget: Widget, by: Step) => {
    const layout = stepped(layoutOf(widgets, places), widget.id, by);
    const place = layout.find(({ i }) => i === widget.id);
    if (!place || isSamePlaces(placesIn(layout), places)) {
      setAnnouncement(t('full'));
      return;
    }
    move(placesIn(layout));
    setAnnouncement(
      t('place', {
        title: widget.title || t('untitled'),
        column: String(place.x + 1),
        row: String(place.y + 1),
        width: String(place.w),
        height: String(place.h),
      }),
    );
  };
  return { step, announcement };
}
