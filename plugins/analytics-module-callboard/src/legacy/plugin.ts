import {
  analyticsApiRef,
  configApiRef,
  createApiFactory,
  createComponentExtension,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  storageApiRef,
} from '@backstage/core-plugin-api';
import { CallboardAnalytics } from '../CallboardAnalytics';

/**
 * Receives the portal's analytics events, as one of the `apis` of `createApp`. Portals that already
 * have an analytics implementation pass it and `CallboardAnalytics` to `MultipleAnalyticsApi`
 * instead.
 *
 * @public
 */
export const callboardAnalyticsApiFactory = createApiFactory({
  api: analyticsApiRef,
  deps: {
    configApi: configApiRef,
    identityApi: identityApiRef,
    storageApi: storageApiRef,
    fetchApi: fetchApiRef,
    discoveryApi: discoveryApiRef,
  },
  factory: apis => CallboardAnalytics.create(apis),
});

/**
 * Explains to users what Callboard records about them, and lets them opt out. For a
 * `SettingsLayout.Route` of the portal's settings.
 *
 * @public
 */
export const CaptureSettings: () => JSX.Element = createPlugin({
  id: 'callboard-capture',
}).provide(
  createComponentExtension({
    name: 'CaptureSettings',
    component: {
      lazy: () =>
        import('../CaptureSettingsCard').then(m => m.CaptureSettingsCard),
    },
  }),
);
