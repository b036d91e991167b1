import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { departmentsRouteRef } from '../../routes';

/** The tab with the tree of departments, their chart, and each of them. */
export const departmentsPage = SubPageBlueprint.make({
  name: 'departments',
  attachTo: { id: 'page:callboard/organisation', input: 'pages' },
  params: {
    path: 'departments',
    title: 'Departments',
    routeRef: departmentsRouteRef,
    loader: async () => {
      const { Departments } = await import('./Departments');
      return <Departments />;
    },
  },
});
