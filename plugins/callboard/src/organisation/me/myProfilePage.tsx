import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { myProfileRouteRef } from '../../routes';

/** The tab with one's own staff record. */
export const myProfilePage = SubPageBlueprint.make({
  name: 'me',
  attachTo: { id: 'page:callboard/organisation', input: 'pages' },
  params: {
    path: 'me',
    title: 'My profile',
    routeRef: myProfileRouteRef,
    loader: async () => {
      const { MyProfile } = await import('./MyProfile');
      return <MyProfile />;
    },
  },
});
