import {
  ApiBlueprint,
  coreExtensionData,
  createExtensionInput,
  createFrontendModule,
  pluginHeaderActionsApiRef,
  type PageLayoutProps,
  type PluginHeaderActionsApi,
} from '@backstage/frontend-plugin-api';
import { everyPageDataRef } from '@callboard/plugin-callboard-react';
import { lazy, Suspense, cloneElement, type ComponentType } from 'react';
import appPlugin from '@backstage/plugin-app';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import GlobalStyles from '@mui/material/GlobalStyles';

interface HeaderAction {
  id: string;
  pluginId: string;
  element: JSX.Element;
  isOnEveryPage: boolean;
  /** Whether the action comes before all others. For actions whose width changes. */
  isFirst: boolean;
}

/**
 * The actions in page headers, in this order: actions with a changing width, actions of the page's
 * own plugin, the search, and the other actions of all pages. The header aligns actions to the
 * right, so a leading action that changes its width does not shift the actions after it.
 */
class HeaderActions implements PluginHeaderActionsApi {
  // Pages compare the returned arrays by identity, so each plugin must always get the same array.
  readonly #elementsByPlugin = new Map<string, Array<JSX.Element | null>>();
  readonly #ownActions: readonly HeaderAction[];
  readonly #firstElements: readonly JSX.Element[];
  readonly #lastElements: readonly JSX.Element[];

  /** @param search - the search action, with a React key */
  constructor(actions: readonly HeaderAction[], search: JSX.Element) {
    this.#ownActions = actions.filter(({ isOnEveryPage }) => !isOnEveryPage);
    const shared = actions.filter(({ isOnEveryPage }) => isOnEveryPage);
    const addKey = ({ element, id }: HeaderAction) =>
      cloneElement(element, { key: `every-${id}` });
    this.#firstElements = shared.filter(({ isFirst }) => isFirst).map(addKey);
    this.#lastElements = [
      search,
      ...shared.filter(({ isFirst }) => !isFirst).map(addKey),
    ];
  }

  getPluginHeaderActions(pluginId: string): Array<JSX.Element | null> {
    let elements = this.#elementsByPlugin.get(pluginId);
    if (!elements) {
      const ownElements = this.#ownActions
        .filter(action => action.pluginId === pluginId)
        .map(({ element }, index) =>
          cloneElement(element, { key: element.key ?? `own-${index}` }),
        );
      elements = [
        ...this.#firstElements,
        ...ownElements,
        ...this.#lastElements,
      ];
      this.#elementsByPlugin.set(pluginId, elements);
    }
    return elements;
  }
}

const { component } = SwappableComponentBlueprint.dataRefs;

const breadcrumb = '.bui-PluginHeaderBreadcrumbs li';

/** Shows only the last two breadcrumbs in narrow windows, so that they do not overlap buttons. */
const narrowBreadcrumbs = (
  <GlobalStyles
    styles={{
      '@media (max-width: 600px)': {
        [breadcrumb]: { minWidth: 0 },
        [`${breadcrumb}:not(:nth-last-of-type(-n + 2))`]: { display: 'none' },
      },
    }}
  />
);

/**
 * The portal's page layout, changed so that every page has a header. Some pages hide theirs, such
 * as the home page and pages converted from the legacy frontend system, and would lack the actions
 * that belong on every page.
 */
const pageLayout = appPlugin
  .getExtension('component:app/core-page-layout')
  .override({
    factory(originalFactory) {
      const { ref, loader } = originalFactory().get(component);
      const loadWithHeader = async () => {
        const Layout = (await loader()) as ComponentType<PageLayoutProps>;
        return (props: PageLayoutProps) => (
          <>
            {narrowBreadcrumbs}
            <Layout {...props} noHeader={false} />
          </>
        );
      };
      return [component({ ref, loader: loadWithHeader as typeof loader })];
    },
  });

const SearchAction = lazy(() =>
  import('./SearchAction').then(m => ({ default: m.SearchAction })),
);

/** As wide as the search action, so that the other actions do not shift when the search loads. */
const placeholder = <span style={{ display: 'inline-block', width: 40 }} />;

const search = (
  <Suspense key="callboard-search" fallback={placeholder}>
    <SearchAction />
  </Suspense>
);

/** Replaces the portal's API, which shows a plugin's actions only on that plugin's pages. */
const headerActions = ApiBlueprint.makeWithOverrides({
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
        factory: () =>
          new HeaderActions(
            inputs.actions.map(action => {
              const everyPage = action.get(everyPageDataRef);
              return {
                id: action.node.spec.id,
                pluginId: action.node.spec.plugin.pluginId,
                element: action.get(coreExtensionData.reactElement),
                isOnEveryPage: everyPage !== undefined,
                isFirst: everyPage === 'first',
              };
            }),
            search,
          ),
      }),
    ),
});

/**
 * Adds Callboard's actions to the header of every portal page: the search over everything a person
 * may see, and the actions that plugins mark with `everyPageDataRef`, such as the bell. Also adds a
 * header to pages without one. Add the module to `features` of `createApp`.
 *
 * @public
 */
export const callboardHeaderModule = createFrontendModule({
  pluginId: 'app',
  extensions: [headerActions, pageLayout],
});
