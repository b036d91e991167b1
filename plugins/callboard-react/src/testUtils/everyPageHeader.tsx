import {
  ApiBlueprint,
  coreExtensionData,
  createExtensionInput,
  createFrontendModule,
  pluginHeaderActionsApiRef,
} from '@backstage/frontend-plugin-api';
import { everyPageDataRef } from '../header/everyPageDataRef';

/** Renders the actions for every page in the header, as a portal does. @internal */
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
