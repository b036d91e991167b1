import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { peopleRouteRef } from '../../routes';

/** The tab with the people of an organisation, and each of them. */
export const peoplePage = SubPageBlueprint.make({
  name: 'people',
  attachTo: { id: 'page:callboard/organisation', input: 'pages' },
  params: {
    path: 'people',
    title: 'People',
    routeRef: peopleRouteRef,
    loader: async () => {
      const { People } = await import('./People');
      return <People />;
    },
  },
});
