import type { Entity } from '@backstage/catalog-model';
import {
  coreExtensionData,
  createExtension,
  createExtensionInput,
  createFrontendModule,
  PageBlueprint,
  storageApiRef,
  type FrontendFeature,
  type StorageApi,
  appTreeApiRef,
  createFrontendPlugin,
  useApi,
  type AppNode,
  ApiBlueprint,
  pluginHeaderActionsApiRef,
} from '@backstage/frontend-plugin-api';
import {
  mockApis,
  renderTestApp,
  type RenderTestAppOptions,
} from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  AuthorizeResult,
  type Permission,
} from '@backstage/plugin-permission-common';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import { act, cleanup, screen, within } from '@testing-library/react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { everyPageDataRef } from '../page/everyPageDataRef';
import type { FakeServer } from './FakeServer';
import { FakeSignals } from './FakeSignals';
import { paymentsEntity } from './fixtures';

/** Shows the header actions that are marked for every page, as a portal does. @internal */
export const everyPageHeader = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ApiBlueprint.makeWithOverrides({
      name: 'plugin-header-actions',
      inputs: {
        actions: createExtensionInput([
          coreExtensionData.reactElement,
          everyPageDataRef.optional(),
        ]),
      },
      factory: (originalFactory, { inputs }) =>
        originalFactory(defineParams =>
          defineParams({
            api: pluginHeaderActionsApiRef,
            deps: {},
            factory: () => {
              const elements = inputs.actions
                .filter(action => action.get(everyPageDataRef))
                .map(action => action.get(coreExtensionData.reactElement));
              return { getPluginHeaderActions: () => elements };
            },
          }),
        ),
    }),
  ],
});

function Address() {
  const { pathname, search } = useLocation();
  return <p>At {`${pathname}${search}`}</p>;
}

/** A plugin whose page shows the current path, at `/other` and at every path below. @internal */
export const otherPage = createFrontendPlugin({
  pluginId: 'other',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/other',
        title: 'Other',
        loader: async () => (
          <Routes>
            <Route path="*" element={<Address />} />
          </Routes>
        ),
      },
    }),
  ],
});

/** The path of the page of `pathsPlugin`. @public */
export const ALL_PATHS = '/all-paths';

function listPathsBelow(
  node: AppNode,
  input: string,
  parent: string,
): string[] {
  return (node.edges.attachments.get(input) ?? []).flatMap(child => {
    const path = child.instance?.getData(coreExtensionData.routePath);
    if (path === undefined || path === ALL_PATHS) {
      return [];
    }
    const fullPath = `${parent}/${path.replace(/^\//, '')}`;
    return [fullPath, ...listPathsBelow(child, 'pages', fullPath)];
  });
}

function AllPaths() {
  const routes = useApi(appTreeApiRef).getTree().tree.nodes.get('app/routes')!;
  return (
    <ul aria-label="All paths">
      {listPathsBelow(routes, 'routes', '')
        // Paths with parameters are only link targets that tests mount.
        .filter(path => path !== '/' && !path.includes(':'))
        .map(path => (
          <li key={path}>{path}</li>
        ))}
    </ul>
  );
}

/** Adds a page that lists the paths of all pages and sub-pages of a portal, for tests. @public */
export const pathsPlugin = createFrontendPlugin({
  pluginId: 'all-paths',
  extensions: [
    PageBlueprint.make({
      params: {
        path: ALL_PATHS,
        title: 'All paths',
        loader: async () => <AllPaths />,
      },
    }),
  ],
});

/**
 * Opens an unknown address below each page of a portal.
 *
 * @param knownPaths - the paths of some of the portal's pages
 * @returns the paths of pages that lack the error or the link back at the unknown address, and the
 * `knownPaths` that the portal lacks
 * @internal
 */
export async function findDeadEnds(
  features: FrontendFeature | readonly FrontendFeature[],
  newServer: () => FakeServer,
  knownPaths: readonly string[],
): Promise<string[]> {
  renderPage(features, ALL_PATHS, newServer());
  const list = await screen.findByRole('list', { name: 'All paths' });
  const paths = within(list)
    .getAllByRole('listitem')
    .map(item => item.textContent!);
  cleanup();
  const deadEnds = knownPaths.filter(path => !paths.includes(path));
  for (const path of paths) {
    renderPage(features, `${path}/no/such/page`, newServer());
    const backLink = await screen.findByRole('link', { name: /^Back to/ });
    const title = screen.queryByText('Page not found');
    if (!title || backLink.getAttribute('href') !== path) deadEnds.push(path);
    cleanup();
  }
  return deadEnds;
}

/**
 * The portal's layout without the sidebar. No plugin renders the sidebar, and rendering it takes as
 * long as rendering a small page.
 */
const contentLayout = createFrontendModule({
  pluginId: 'app',
  extensions: [
    createExtension({
      name: 'layout',
      attachTo: { id: 'app/root', input: 'children' },
      inputs: {
        nav: createExtensionInput([coreExtensionData.reactElement], {
          singleton: true,
        }),
        content: createExtensionInput([coreExtensionData.reactElement], {
          singleton: true,
        }),
      },
      output: [coreExtensionData.reactElement],
      factory: ({ inputs }) => [
        coreExtensionData.reactElement(
          inputs.content.get(coreExtensionData.reactElement),
        ),
      ],
    }),
  ],
});

/** The options of the portal around a page. @internal */
export interface PageOptions
  extends Pick<RenderTestAppOptions, 'config' | 'mountedRoutes'> {
  /** The content of the page `/entity`, which provides `entity`. */
  element?: JSX.Element;
  entity?: Entity;
  /** The entities of the catalog. */
  entities?: Entity[];
  /** The storage for user settings. */
  storage?: StorageApi;
  /** Pass an empty object for a portal without sign-in. */
  identity?: { token?: string };
  /** The permissions that the portal's policy denies. */
  denied?: readonly Permission[];
  /** Additional APIs of the portal. */
  apis?: readonly unknown[];
}

/** The controls of a rendered page. @internal */
export interface RenderedPage {
  unmount: () => void;
  storage: StorageApi;
  signals: FakeSignals;
  /** The names of the permissions that the page has checked. */
  checkedPermissions: readonly string[];
  /** Sends a live update from the server. */
  signal: (message: CallboardSignal) => Promise<void>;
}

/**
 * Opens a page of a portal on the new frontend system, against a fake server.
 *
 * @param features - the plugin under test and further features of the portal
 * @internal
 */
export function renderPage(
  features: FrontendFeature | readonly FrontendFeature[],
  path: string,
  server: FakeServer,
  options: PageOptions = {},
): RenderedPage {
  const {
    element,
    entity = paymentsEntity,
    entities = [],
    denied = [],
  } = options;
  const signals = new FakeSignals();
  const checkedPermissions: string[] = [];
  const storage = options.storage ?? mockApis.storage();
  const page = PageBlueprint.make({
    name: 'entity',
    params: {
      path: '/entity',
      title: entity.metadata.name,
      loader: async () => (
        <EntityProvider entity={entity}>{element}</EntityProvider>
      ),
    },
  });
  const { unmount } = renderTestApp({
    config: options.config,
    features: [
      ...[features].flat(),
      pathsPlugin,
      contentLayout,
      ...(element
        ? [createFrontendModule({ pluginId: 'all-paths', extensions: [page] })]
        : []),
    ],
    initialRouteEntries: [path],
    mountedRoutes: options.mountedRoutes ?? {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    apis: [
      // Looked up at each call, because tests may replace `server.fetch` later.
      mockApis.fetch({
        baseImplementation: (...args) => server.fetch(...args),
      }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
      mockApis.identity(options.identity ?? { token: 'signed-in' }),
      mockApis.permission({
        authorize: ({ permission: { name } }) => {
          checkedPermissions.push(name);
          return denied.some(permission => permission.name === name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW;
        },
      }),
      [storageApiRef, storage],
      [signalApiRef, signals],
      [catalogApiRef, catalogApiMock({ entities })],
      ...((options.apis ?? []) as never[]),
    ],
  });
  return {
    unmount,
    storage,
    signals,
    checkedPermissions,
    signal: message => act(async () => signals.send(message)),
  };
}
