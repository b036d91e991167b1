import {
  coreExtensionData,
  createExtensionBlueprint,
  createExtensionInput,
  type IconElement,
  type RouteRef,
} from '@backstage/frontend-plugin-api';
import { z } from 'zod';
import { subPageAccessDataRef } from './subPageAccessDataRef';
import { TabbedPage } from './TabbedPage';

/**
 * Creates a page whose sub-pages are tabs, as `PageBlueprint` does. In addition, it reports unknown
 * addresses and hides the tabs of sub-pages without access.
 *
 * @public
 */
export const TabbedPageBlueprint = createExtensionBlueprint({
  kind: 'page',
  attachTo: { id: 'app/routes', input: 'routes' },
  inputs: {
    pages: createExtensionInput([
      coreExtensionData.routePath,
      coreExtensionData.routeRef.optional(),
      coreExtensionData.reactElement,
      coreExtensionData.title.optional(),
      coreExtensionData.icon.optional(),
      subPageAccessDataRef.optional(),
    ]),
  },
  output: [
    coreExtensionData.routePath,
    coreExtensionData.reactElement,
    coreExtensionData.routeRef,
    coreExtensionData.title,
    coreExtensionData.icon,
  ],
  configSchema: { path: z.string().optional(), title: z.string().optional() },
  *factory(
    params: {
      path: string;
      title: string;
      icon: IconElement;
      routeRef: RouteRef;
    },
    { config, node, inputs },
  ) {
    const { icon, routeRef } = params;
    const title = config.title ?? params.title;
    const subPages = inputs.pages.map(page => {
      const path = page.get(coreExtensionData.routePath);
      return {
        path,
        title: page.get(coreExtensionData.title) ?? path,
        icon: page.get(coreExtensionData.icon),
        element: page.get(coreExtensionData.reactElement),
        isOpen: page.get(subPageAccessDataRef),
      };
    });
    yield coreExtensionData.routePath(config.path ?? params.path);
    yield coreExtensionData.reactElement(
      <TabbedPage
        pluginId={node.spec.plugin.pluginId}
        title={title}
        icon={icon}
        routeRef={routeRef}
        subPages={subPages}
      />,
    );
    yield coreExtensionData.routeRef(routeRef);
    yield coreExtensionData.title(title);
    yield coreExtensionData.icon(icon);
  },
});
