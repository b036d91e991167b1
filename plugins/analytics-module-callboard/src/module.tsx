import {
  appTreeApiRef,
  configApiRef,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  storageApiRef,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { AnalyticsImplementationBlueprint } from '@backstage/plugin-app-react';
import { findPageName } from '@callboard/plugin-callboard-react/pageNames';
import { CallboardAnalytics } from './CallboardAnalytics';

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
          getPageName: path => findPageName(appTreeApi.getTree().tree, path),
        }),
    }),
});

/** The tab "Page view recording" of the portal's settings. */
const captureSettingsPage = SubPageBlueprint.make({
  name: 'activity-capture',
  attachTo: { id: 'page:user-settings', input: 'pages' },
  params: {
    path: 'activity-capture',
    title: 'Page view recording',
    loader: async () => {
      const [{ Content }, { CaptureSettingsCard }] = await Promise.all([
        import('@backstage/core-components'),
        import('./CaptureSettingsCard'),
      ]);
      return (
        <Content>
          <CaptureSettingsCard />
        </Content>
      );
    },
  },
});

/**
 * Records the portal's analytics events as Callboard activity, and lets users opt out of this
 * recording on the settings tab "Page view recording".
 *
 * @public
 */
export const analyticsModuleCallboard = createFrontendModule({
  pluginId: 'app',
  extensions: [callboardAnalytics, captureSettingsPage],
});
