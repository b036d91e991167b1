import {
  routeResolutionApiRef,
  useApi,
  type RouteRef,
} from '@backstage/frontend-plugin-api';
import { useEntity, useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';

/**
 * Where a tab of the entity around is: the path that the portal has given it,
 * else its usual one.
 *
 * @param tab - what the tab is mounted as
 * @param usualPath - the tab's path below the entity's, with a leading slash
 * @public
 */
export function useEntityTabHref(
  tab: RouteRef<undefined>,
  usualPath: string,
): string {
  const { entity } = useEntity();
  const entityHref = useEntityRefLink()(entity);
  const routes = useApi(routeResolutionApiRef);
  const { pathname } = useLocation();
  return useMemo(() => {
    const usual = `${entityHref}${usualPath}`;
    try {
      const mounted = routes.resolve(tab, { sourcePath: pathname })?.();
      // On the page of another entity it would be that entity's tab.
      const isItsOwn = mounted
        ?.toLocaleLowerCase('en-US')
        .startsWith(`${entityHref}/`.toLocaleLowerCase('en-US'));
      return mounted && isItsOwn ? mounted : usual;
    } catch {
      // Outside the pages of entities it cannot be told where tabs are.
      return usual;
    }
  }, [entityHref, usualPath, routes, tab, pathname]);
}
