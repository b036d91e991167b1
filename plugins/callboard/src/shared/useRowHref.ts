import { useRouteRef } from '@backstage/frontend-plugin-api';
import { trackerExternalRouteRef } from '../routes';

/** The address of an activity entry; undefined in a portal without the Activity Tracker. */
export function useRowHref(): (id: string) => string | undefined {
  const tracker = useRouteRef(trackerExternalRouteRef);
  return id => tracker && `${tracker()}?row=${encodeURIComponent(id)}`;
}
