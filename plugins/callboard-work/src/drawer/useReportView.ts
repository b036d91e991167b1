import { useAnalytics } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { useEffect, useRef } from 'react';

/**
 * Reports a view of an item to the portal's analytics, once per item: the portal's own page views
 * do not cover it.
 */
export function useReportView(
  item: Pick<WorkItem, 'id' | 'identifier' | 'title'>,
): void {
  const analytics = useAnalytics();
  const { id } = item;
  const label = useRef('');
  label.current = `${item.identifier} ${item.title}`;
  useEffect(
    () =>
      analytics.captureEvent('view', label.current, {
        attributes: { entityType: 'work_item', entityId: id },
      }),
    [analytics, id],
  );
}
