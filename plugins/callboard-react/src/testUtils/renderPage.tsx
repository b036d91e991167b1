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
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import { act } from '@testing-library/react';
import type { FakeServer } from './FakeServer';
import { FakeSignals } from './FakeSignals';
import { paymentsApi } from './paymentsApi';
import { pathsPlugin } from './pathsPlugin';

/**
 * The portal's layout without the sidebar. No plugin renders the sidebar, and it costs as much
 * processor time as a small page.
 */
const contentOnly = createFrontendModule({
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
  /** Rendered by the page `/entity`, which is about the entity. */
  element?: JSX.Element;
  entity?: Entity;
  /** The entities of the catalog. */
  entities?: Entity[];
  /** The storage for user settings. */
  storage?: StorageApi;
  /** Pass an empty object for a portal without sign-in. */
  identity?: { token?: string };
  /** Additional APIs of the portal. */
  apis?: readonly unknown[];
}

/** The controls of a rendered page. @internal */
export interface RenderedPage {
  unmount: () => void;
  storage: StorageApi;
  signals: FakeSignals;
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
  const { element, entity = paymentsApi, entities = [] } = options;
  const signals = new FakeSignals();
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
      contentOnly,
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
    signal: message => act(async () => signals.send(message)),
  };
}
