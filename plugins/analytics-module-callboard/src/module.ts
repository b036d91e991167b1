import {
  appTreeApiRef,
  configApiRef,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  storageApiRef,
} from '@backstage/frontend-plugin-api';
import { AnalyticsImplementationBlueprint } from '@backstage/plugin-app-react';
import { findPageName } from '@callboard/plugin-callboard-react/pageNames';
import { CallboardAnalytics } from './CallboardAnalytics';
import { captureSettingsPage } from './settings/captureSettingsPage';

/** Receives the portal's analytics events. */
const callboardAnalytics = AnalyticsImplementationBlueprint.make({
  name: 'callboard',
  params: define =>
    define({
      deps: {
        appTreeApi: appTreeApiRef,
        configApi: configApiRef,
        identityApi: identityApiRef,
        storageApi: storageApiRef,
        fetchApi: fetchApiRef,
        discoveryApi: discoveryApiRef,
      },
      factory: ({ appTreeApi, ...apis }) =>
        CallboardAnalytics.create(apis, {
          nameOfPage: path => findPageName(appTreeApi.getTree().tree, path),
        }),
    }),
});

/**
 * Records the portal's analytics events as Callboard activity, and lets users opt out in their
 * settings.
 *
 * @public
 */
export const analyticsModuleCallboard = createFrontendModule({
  pluginId: 'app',
  extensions: [callboardAnalytics, captureSettingsPage],
});
