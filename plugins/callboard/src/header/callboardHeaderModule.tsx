import {
  ApiBlueprint,
  coreExtensionData,
  createExtensionInput,
  createFrontendModule,
  pluginHeaderActionsApiRef,
} from '@backstage/frontend-plugin-api';
import { everyPageDataRef } from '@callboard/plugin-callboard-react';
import { lazy, Suspense } from 'react';
import { HeaderActions } from './HeaderActions';
import { pageLayout } from './pageLayout';

const SearchAction = lazy(() =>
  import('./SearchAction').then(m => ({ default: m.SearchAction })),
);

/** As wide as an action, so that the other actions do not shift on load. */
const placeholder = <span style={{ display: 'inline-block', width: 40 }} />;

const search = (
  <Suspense key="callboard-search" fallback={placeholder}>
    <SearchAction />
  </Suspense>
);

/** Replaces the portal's API, which shows actions only on pages of their own plugin. */
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
 * may see, and the actions that plugins mark with `everyPageDataRef`, such as the bell. Pages
 * without a header get one. Add it to `features` of `createApp`.
 *
 * @public
 */
export const callboardHeaderModule = createFrontendModule({
  pluginId: 'app',
  extensions: [headerActions, pageLayout],
});
