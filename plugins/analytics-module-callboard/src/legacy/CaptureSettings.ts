import {
  createComponentExtension,
  createPlugin,
} from '@backstage/core-plugin-api';

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
        import('../settings/CaptureSettings').then(m => m.CaptureSettings),
    },
  }),
);
