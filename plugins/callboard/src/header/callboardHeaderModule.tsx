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

/** As wide as an action, so that the others stay where they are. */
const place = <span style={{ display: 'inline-block', width: 40 }} />;

const search = (
  <Suspense key="callboard-search" fallback={place}>
    <SearchAction />
  </Suspense>
);

/** In place of the portal's own, which shows actions on their own plugin's pages only. */
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
 * What Callboard has in the header of every page of the portal: the search over
 * everything a person may see, and what plugins mark with `everyPageDataRef`, such
 * as the bell. Pages without a header get one. Add it to `features` of `createApp`.
 *
 * @public
 */
export const callboardHeaderModule = createFrontendModule({
  pluginId: 'app',
  extensions: [headerActions, pageLayout],
});
