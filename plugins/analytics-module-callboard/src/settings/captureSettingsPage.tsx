import { SubPageBlueprint } from '@backstage/frontend-plugin-api';

/** The tab "Activity capture" of the portal's settings. */
export const captureSettingsPage = SubPageBlueprint.make({
  name: 'activity-capture',
  attachTo: { id: 'page:user-settings', input: 'pages' },
  params: {
    path: 'activity-capture',
    title: 'Activity capture',
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
