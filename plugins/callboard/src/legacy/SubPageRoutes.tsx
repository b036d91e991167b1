import { ApiProvider } from '@backstage/core-app-api';
import {
  routeResolutionApiRef,
  useApi,
  type RouteResolutionApi,
} from '@backstage/frontend-plugin-api';
import { useMemo, type ReactNode } from 'react';
import { callboardRoutes } from '../routes';
import { legacyRoutes } from './legacyRoutes';

const names = Object.keys(legacyRoutes) as (keyof typeof legacyRoutes)[];
const places = new Map<unknown, unknown>(
  names.map(name => [callboardRoutes[name], legacyRoutes[name]]),
);

/**
 * Lets what is inside find the tabs of both pages: portals on the legacy
 * frontend system know the pages only.
 */
export function SubPageRoutes(props: { children: ReactNode }) {
  const portal = useApi(routeResolutionApiRef);
  const apis = useMemo(() => {
    const resolve: RouteResolutionApi['resolve'] = (ref, options) =>
      portal.resolve(
        (places.get(ref) as typeof ref | undefined) ?? ref,
        options,
      );
    return {
      get: (ref: { id: string }): any =>
        ref.id === routeResolutionApiRef.id ? { resolve } : undefined,
    };
  }, [portal]);
  return <ApiProvider apis={apis}>{props.children}</ApiProvider>;
}
