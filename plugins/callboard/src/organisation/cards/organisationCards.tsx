import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** On what can be a project: the departments and people in it. */
export const projectCard = EntityCardBlueprint.make({
  name: 'project-people',
  params: {
    type: 'info',
    filter: { kind: { $in: ['system', 'component'] } },
    loader: async () => {
      const { ProjectPeopleCard } = await import('./ProjectPeopleCard');
      return <ProjectPeopleCard />;
    },
  },
});

/** On people: their place in the organisation. */
export const userCard = EntityCardBlueprint.make({
  name: 'user-organisation',
  params: {
    type: 'info',
    filter: { kind: 'user' },
    loader: async () => {
      const { UserOrganisationCard } = await import('./UserOrganisationCard');
      return <UserOrganisationCard />;
    },
  },
});

/** On groups that are a department. */
export const groupCard = EntityCardBlueprint.make({
  name: 'group-organisation',
  params: {
    type: 'info',
    filter: { kind: 'group' },
    loader: async () => {
      const { GroupOrganisationCard } = await import('./GroupOrganisationCard');
      return <GroupOrganisationCard />;
    },
  },
});
