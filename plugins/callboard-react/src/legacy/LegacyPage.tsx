import { Content, Header, Page, RoutedTabs } from '@backstage/core-components';
import {
  useContext,
  type ReactNode,
  lazy,
  Suspense,
  type ComponentType,
} from 'react';
import { matchPath, useParams } from 'react-router-dom';
import { compatWrapper } from '@backstage/core-compat-api';
import {
  useMyAccess,
  type EffectiveAccess,
  type AccessTest,
} from '../access/useMyAccess';
import { PageFrame, pageSkeleton } from '../page/PageBody';
import { CallboardProvider } from '../query/CallboardProvider';
import { UnknownPath } from '../states/UnknownPath';

/**
 * Wraps a component of the new frontend system for extensions of the legacy system, so that it uses
 * the APIs of the legacy system.
 *
 * @example
 * ```tsx
 * createComponentExtension({
 *   name: 'EntityCard',
 *   component: {
 *     lazy: wrapForLegacySystem(() => import('../EntityCard').then(m => m.EntityCard)),
 *   },
 * });
 * ```
 *
 * @public
 */
export function wrapForLegacySystem<TProps extends {}>(
  load: () => Promise<ComponentType<TProps>>,
): () => Promise<(props: TProps) => JSX.Element> {
  return async () => {
    const Component = await load();
    return function Bridged(props: TProps) {
      return compatWrapper(<Component {...props} />);
    };
  };
}

/** A tab of a page of the legacy frontend system. @public */
export interface LegacyTab {
  /** The path relative to the page, with a leading slash. */
  path: string;
  title: string;
  element: JSX.Element;
  /** Whether a person has access to the tab. By default, everybody has access. */
  isOpen?: AccessTest;
}

/**
 * Converts a sub-page of the new frontend system to a tab of the legacy system. The sub-page is
 * loaded when it is first shown.
 *
 * @param subPage - the params of the sub-page's extension
 * @public
 */
export function createLegacyTab(subPage: {
  path: string;
  title: string;
  loader: () => Promise<JSX.Element>;
  isOpen?: AccessTest;
}): LegacyTab {
  const TabContent = lazy(async () => {
    const element = await subPage.loader();
    return { default: () => element };
  });
  return {
    path: `/${subPage.path}`,
    title: subPage.title,
    isOpen: subPage.isOpen,
    element: (
      <Suspense fallback={pageSkeleton}>
        <TabContent />
      </Suspense>
    ),
  };
}

function Tabs(props: { tabs: readonly LegacyTab[]; access?: EffectiveAccess }) {
  const { tabs, access } = props;
  const address = `/${useParams()['*'] ?? ''}`;
  const isCurrentTab = ({ path }: LegacyTab) => matchPath(`${path}/*`, address);
  const isUnknown = address !== '/' && !tabs.some(isCurrentTab);
  // A person without access can still open a tab by its address. The tab then names the people who
  // can grant access.
  const visibleTabs = tabs.filter(
    tab => !tab.isOpen || isCurrentTab(tab) || (access && tab.isOpen(access)),
  );
  return (
    <RoutedTabs
      routes={visibleTabs.map(({ path, title, element }, index) => ({
        path,
        title,
        // The first tab renders the error for unknown addresses.
        children: isUnknown && index === 0 ? <UnknownPath /> : element,
      }))}
    />
  );
}

function TabsWithAccess(props: { tabs: readonly LegacyTab[] }) {
  return <Tabs tabs={props.tabs} access={useMyAccess().data} />;
}

/**
 * A page in portals on the legacy frontend system: its header, and its tabs or its content. Content
 * inside another such page has no second header.
 *
 * @public
 */
export function LegacyPage(
  props: { title: string } & (
    | { tabs: readonly LegacyTab[] }
    | { children: ReactNode }
  ),
) {
  const isFramed = useContext(PageFrame);
  if (isFramed && 'children' in props) {
    return <>{props.children}</>;
  }
  return (
    <Page themeId="tool">
      <Header title={props.title} />
      <PageFrame.Provider value>
        {'children' in props && <Content>{props.children}</Content>}
        {'tabs' in props &&
          (props.tabs.some(({ isOpen }) => isOpen) ? (
            <CallboardProvider>
              <TabsWithAccess tabs={props.tabs} />
            </CallboardProvider>
          ) : (
            <Tabs tabs={props.tabs} />
          ))}
      </PageFrame.Provider>
    </Page>
  );
}

/** Wraps a page as `wrapForLegacySystem` does, and adds a header. @internal */
export function wrapPageForLegacySystem(
  defaultTitle: string,
  load: () => Promise<ComponentType>,
): () => Promise<(props: { title?: string }) => JSX.Element> {
  return wrapForLegacySystem(async () => {
    const PageContent = await load();
    return (props: { title?: string }) => (
      <LegacyPage title={props.title ?? defaultTitle}>
        <PageContent />
      </LegacyPage>
    );
  });
}
