import {
  routeResolutionApiRef,
  useApi,
  type RouteRef,
} from '@backstage/frontend-plugin-api';
import { useEntity, useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';

/**
 * The address of a tab of the surrounding entity: the path that the portal has configured for
 * the tab, or else `defaultPath`.
 *
 * @param tab - the route ref that the tab is mounted as
 * @param defaultPath - the tab's path relative to the entity page, with a leading slash
 * @public
 */
export function useEntityTabHref(
  tab: RouteRef<undefined>,
  defaultPath: string,
): string {
  const { entity } = useEntity();
  const entityHref = useEntityRefLink()(entity);
  const routes = useApi(routeResolutionApiRef);
  const { pathname } = useLocation();
  return useMemo(() => {
    const defaultHref = `${entityHref}${defaultPath}`;
    try {
      const mounted = routes.resolve(tab, { sourcePath: pathname })?.();
      // On the page of another entity, the route would resolve to that entity's tab.
      const isOfEntity = mounted
        ?.toLocaleLowerCase('en-US')
        .startsWith(`${entityHref}/`.toLocaleLowerCase('en-US'));
      return mounted && isOfEntity ? mounted : defaultHref;
    } catch {
      // Outside entity pages, the route cannot be resolved.
      return defaultHref;
    }
  }, [entityHref, defaultPath, routes, tab, pathname]);
}
