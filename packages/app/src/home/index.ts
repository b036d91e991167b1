import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  HomePageLayoutBlueprint,
  HomePageWidgetBlueprint,
} from '@backstage/plugin-home-react/alpha';

/** The home page's grid, with a greeting. */
const portalHomeLayout = HomePageLayoutBlueprint.make({
  params: {
    loader: () => import('./HomeLayout').then(m => m.HomeLayout),
  },
});

/** Introduces the portal and the first steps. */
const gettingStartedWidget = HomePageWidgetBlueprint.make({
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

/** The extensions that this portal adds to the home page. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [portalHomeLayout, gettingStartedWidget],
});
