import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/** Says what this portal is and where to begin. */
export const gettingStartedWidget = HomePageWidgetBlueprint.make({
  name: 'welcome',
  params: {
    name: 'Welcome',
    title: 'Welcome',
    description: 'What this portal is, and where to start',
    components: () =>
      import('./GettingStartedContent').then(({ GettingStartedContent }) => ({
        Content: GettingStartedContent,
      })),
  },
});
