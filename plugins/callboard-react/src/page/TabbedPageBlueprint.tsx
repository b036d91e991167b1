import {
  coreExtensionData,
  createExtensionBlueprint,
  createExtensionInput,
  type IconElement,
  type RouteRef,
  BreadcrumbEntry,
  PageLayout,
  pluginHeaderActionsApiRef,
  swappableComponentsApiRef,
  useApi,
  useRouteRef,
  createExtensionDataRef,
} from '@backstage/frontend-plugin-api';
import { z } from 'zod';
import { useMemo } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { type AccessTest, useMyAccess } from '../access/useMyAccess';
import { CallboardProvider } from '../query/CallboardProvider';
import { UnknownPath } from '../states/UnknownPath';

/**
 * The access test of a sub-page. The page hides the tab from people without access. They can still
 * open the sub-page by its URL, so the sub-page must name the people who can grant access.
 *
 * @public
 */
export const subPageAccessDataRef = createExtensionDataRef<AccessTest>().with({
  id: 'callboard.sub-page-access',
});

interface SubPage {
  path: string;
  title: string;
  icon?: IconElement;
  element: JSX.Element;
  /** Whether a person has access to the tab. By default, everybody has access. */
  hasAccess?: AccessTest;
}

interface TabbedPageProps {
  pluginId: string;
  title: string;
  icon?: IconElement;
  routeRef: RouteRef;
  subPages: readonly SubPage[];
}

function Content(props: TabbedPageProps) {
  const { subPages } = props;
  const headerActions = useApi(pluginHeaderActionsApiRef);
  const titleLink = useRouteRef(props.routeRef);
  const components = useApi(swappableComponentsApiRef);
  // The portal returns a new component at each call. Rendering it would remount the page and lose
  // typed input.
  const Layout = useMemo(
    () => components.getComponent(PageLayout.ref),
    [components],
  );
  const { data: access } = useMyAccess();
  const tabs = subPages
    .filter(({ hasAccess }) => !hasAccess || (access && hasAccess(access)))
    .map(({ path, title, icon }) => ({
      id: path,
      label: title,
      icon,
      href: path,
    }));
  return (
    <Layout
      title={props.title}
      icon={props.icon}
      tabs={tabs}
      titleLink={titleLink?.()}
      headerActions={headerActions.getPluginHeaderActions(props.pluginId)}
    >
      <Routes>
        {subPages.length > 0 && (
          <Route index element={<Navigate to={subPages[0].path} replace />} />
        )}
        {subPages.map(({ path, title, element }) => (
          <Route
            key={path}
            path={`${path}/*`}
            element={
              <BreadcrumbEntry entry={{ label: title, href: path }}>
                {element}
              </BreadcrumbEntry>
            }
          />
        ))}
        <Route path="*" element={<UnknownPath />} />
      </Routes>
    </Layout>
  );
}

function TabbedPage(props: TabbedPageProps) {
  return (
    <CallboardProvider>
      <Content {...props} />
    </CallboardProvider>
  );
}

/**
 * Creates a page whose sub-pages are tabs, as `PageBlueprint` does. In addition, the page shows an
 * error at unknown addresses and hides tabs from people without access.
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
        hasAccess: page.get(subPageAccessDataRef),
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
