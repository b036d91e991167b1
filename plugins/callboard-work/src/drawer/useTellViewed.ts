import { useAnalytics } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { useEffect, useRef } from 'react';

/**
 * Tells the analytics of the portal that somebody looks at an item, once for each: no
 * page of the portal is its own.
 */
export function useTellViewed(
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
