import {
  configApiRef,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  storageApiRef,
} from '@backstage/frontend-plugin-api';
import { AnalyticsImplementationBlueprint } from '@backstage/plugin-app-react';
import { CallboardAnalytics } from './CallboardAnalytics';
import { captureSettingsPage } from './settings/captureSettingsPage';

/** Hears the portal's analytics events. */
const callboardAnalytics = AnalyticsImplementationBlueprint.make({
  name: 'callboard',
  params: define =>
    define({
      deps: {
        configApi: configApiRef,
        identityApi: identityApiRef,
        storageApi: storageApiRef,
        fetchApi: fetchApiRef,
        discoveryApi: discoveryApiRef,
      },
      factory: apis => CallboardAnalytics.create(apis),
    }),
});

/**
 * Records the portal's analytics events as Callboard activity, and lets people
 * opt out in their settings.
 *
 * @public
 */
export const analyticsModuleCallboard = createFrontendModule({
  pluginId: 'app',
  extensions: [callboardAnalytics, captureSettingsPage],
});
