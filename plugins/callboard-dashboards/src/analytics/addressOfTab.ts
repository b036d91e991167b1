import type { AnalyticsTabName } from './analyticsTabs';

/** The query of the address of a tab, with the same filters. */
export function addressOfTab(
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
