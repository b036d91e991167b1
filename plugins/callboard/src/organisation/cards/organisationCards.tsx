import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** The card for systems and components: the departments and people of the entity's project. */
export const projectCard = EntityCardBlueprint.make({
  name: 'project-people',
  params: {
    type: 'info',
    filter: { kind: { $in: ['system', 'component'] } },
    loader: () =>
      import('./ProjectPeopleCard').then(m => <m.ProjectPeopleCard />),
  },
});

/** The card for users: the user's position in the organisation. */
export const userCard = EntityCardBlueprint.make({
  name: 'user-organisation',
  params: {
    type: 'info',
    filter: { kind: 'user' },
    loader: () =>
      import('./UserOrganisationCard').then(m => <m.UserOrganisationCard />),
  },
});

/** The card for groups: the department that a group matches, if any. */
export const groupCard = EntityCardBlueprint.make({
  name: 'group-organisation',
  params: {
    type: 'info',
    filter: { kind: 'group' },
    loader: () =>
      import('./GroupOrganisationCard').then(m => <m.GroupOrganisationCard />),
  },
});
