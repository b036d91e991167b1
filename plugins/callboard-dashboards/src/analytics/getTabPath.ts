import type { AnalyticsTabName } from './analyticsTabs';

/** The query string of a tab, with the same filters. */
export function getTabPath(
  current: URLSearchParams,
  tab: AnalyticsTabName,
): string {
  const next = new URLSearchParams(current);
  next.set('tab', tab);
  // Each table has its own columns.
  next.delete('order');
  if (tab === 'overview') {
    next.delete('tab');
  }
  return `?${next}`;
}
