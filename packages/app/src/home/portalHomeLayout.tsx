import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';

/** The home page's grid, with a greeting. */
export const portalHomeLayout = HomePageLayoutBlueprint.make({
  params: {
    loader: () => import('./HomeLayout').then(m => m.HomeLayout),
  },
});
