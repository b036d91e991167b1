import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/** Introduces the portal and the first steps. */
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
