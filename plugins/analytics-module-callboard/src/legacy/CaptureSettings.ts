import {
  createComponentExtension,
  createPlugin,
} from '@backstage/core-plugin-api';

/**
 * Explains what is recorded about the person who reads it, and lets them opt
 * out: for a `SettingsLayout.Route` of the portal's settings.
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
