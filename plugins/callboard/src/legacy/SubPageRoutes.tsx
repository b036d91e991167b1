import { ApiProvider } from '@backstage/core-app-api';
import {
  routeResolutionApiRef,
  useApi,
  type RouteResolutionApi,
} from '@backstage/frontend-plugin-api';
import { useMemo, type ReactNode } from 'react';
import { pluginRoutes } from '../routes';
import { legacyRoutes } from './legacyRoutes';

const routeNames = Object.keys(legacyRoutes) as (keyof typeof legacyRoutes)[];
const legacyRefs = new Map<unknown, unknown>(
  routeNames.map(name => [pluginRoutes[name], legacyRoutes[name]]),
);

/**
 * Resolves the route refs of tabs on the admin page and the organisation page. Portals on the
 * legacy frontend system do not know these route refs.
 */
export function SubPageRoutes(props: { children: ReactNode }) {
  const portal = useApi(routeResolutionApiRef);
  const apis = useMemo(() => {
    const resolve: RouteResolutionApi['resolve'] = (ref, options) =>
      portal.resolve(
        (legacyRefs.get(ref) as typeof ref | undefined) ?? ref,
        options,
      );
    return {
      get: (ref: { id: string }): any =>
        ref.id === routeResolutionApiRef.id ? { resolve } : undefined,
    };
  }, [portal]);
  return <ApiProvider apis={apis}>{props.children}</ApiProvider>;
}
