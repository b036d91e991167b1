import { useRouteRef } from '@backstage/frontend-plugin-api';
import { trackerExternalRouteRef } from '../routes';

/**
 * Returns a function that builds the URL of an activity entry, if the portal has the Activity
 * Tracker.
 */
export function useRowHref(): (id: string) => string | undefined {
  const getTrackerHref = useRouteRef(trackerExternalRouteRef);
  return id =>
    getTrackerHref && `${getTrackerHref()}?row=${encodeURIComponent(id)}`;
}
