import {
  endpoints,
  type Widget,
  type WidgetData,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import { keepPreviousData, type UseQueryResult } from '@tanstack/react-query';
import type { AskedAlone } from './AskedAlone';

const SECOND = 1_000;

/** What a widget shows to the reader, asked again as often as its dashboard says. */
export function useWidgetData(
  slug: string,
  widget: Pick<Widget, 'id' | 'dashboard_id' | 'widget_type'>,
  asked: AskedAlone,
  refresh_seconds: number = 0,
): UseQueryResult<WidgetData, Error> {
  const { id, dashboard_id } = widget;
  return useCallboardQuery(
    endpoints.getWidgetData,
    { params: { slug, id: dashboard_id, wid: id }, query: { ...asked } },
    {
      enabled: widget.widget_type !== 'text',
      placeholderData: keepPreviousData,
      refetchInterval: refresh_seconds > 0 && refresh_seconds * SECOND,
    },
  );
}
