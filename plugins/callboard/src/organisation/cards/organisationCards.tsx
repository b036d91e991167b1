import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

export const projectCard = EntityCardBlueprint.make({
  name: 'project-people',
  params: {
    type: 'info',
    filter: { kind: { $in: ['system', 'component'] } },
    loader: () =>
      import('./ProjectPeopleCard').then(m => <m.ProjectPeopleCard />),
  },
});

export const userCard = EntityCardBlueprint.make({
  name: 'user-organisation',
  params: {
    type: 'info',
    filter: { kind: 'user' },
    loader: () =>
      import('./UserOrganisationCard').then(m => <m.UserOrganisationCard />),
  },
});

export const groupCard = EntityCardBlueprint.make({
  name: 'group-organisation',
  params: {
    type: 'info',
    filter: { kind: 'group' },
    loader: () =>
      import('./GroupOrganisationCard').then(m => <m.GroupOrganisationCard />),
  },
});
