import {
  BreadcrumbEntry,
  PageLayout,
  pluginHeaderActionsApiRef,
  swappableComponentsApiRef,
  useApi,
  useRouteRef,
  type IconElement,
  type RouteRef,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import type { AccessTest } from '../access/AccessTest';
import { useMyAccess } from '../access/useMyAccess';
import { CallboardProvider } from '../query/CallboardProvider';
import { UnknownAddress } from '../states/UnknownAddress';

/** A page below another, with a tab in its header. */
export interface SubPage {
  path: string;
  title: string;
  icon?: IconElement;
  element: JSX.Element;
  /** Whether it is open to a person; to everybody by default. */
  isOpen?: AccessTest;
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
    .filter(({ isOpen }) => !isOpen || (access && isOpen(access)))
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
        <Route path="*" element={<UnknownAddress />} />
      </Routes>
    </Layout>
  );
}

/** The header of a page with its tabs, and the sub-page of the current path. */
export function TabbedPage(props: TabbedPageProps) {
  return (
    <CallboardProvider>
      <Content {...props} />
    </CallboardProvider>
  );
}
