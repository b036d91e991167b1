import { SubPageBlueprint } from '@backstage/frontend-plugin-api';

/** The tab "Page view recording" of the portal's settings. */
export const captureSettingsPage = SubPageBlueprint.make({
  name: 'activity-capture',
  attachTo: { id: 'page:user-settings', input: 'pages' },
  params: {
    path: 'activity-capture',
    title: 'Page view recording',
    loader: async () => {
      const [{ Content }, { CaptureSettings }] = await Promise.all([
        import('@backstage/core-components'),
        import('./CaptureSettings'),
      ]);
      return (
        <Content>
          <CaptureSettings />
        </Content>
      );
    },
  },
});
