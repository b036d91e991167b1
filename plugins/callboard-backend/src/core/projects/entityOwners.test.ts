import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people, testEntities } from '../../__testUtils__/startCallboard';
import { thing } from './__testUtils__/landscape';

const projects = '/workspaces/default/projects';

const owners = [
  ...['', ':x', 'x/', 'a b', 'user:', 'x'.repeat(300)].map(owner => ({
    owner,
    members: [] as string[],
  })),
  { owner: 'USER:Max.Member', members: [people.member] },
];

describeCallboard(
  'the project of an entity that has no relations yet',
  {
    entities: [
      ...testEntities,
      ...owners.map(({ owner }, index) =>
        thing('Component', `new-${index}`, { spec: { owner } }),
      ),
    ],
  },
  callboard => {
    it.each(owners.map((owner, index) => ({ ...owner, index })))(
      'goes by the owner in its spec, if $owner is one',
      async ({ index, members }) => {
        const boss = callboard().as('superAdmin');
        const made = await boss
          .put(`${projects}/by-entity/component/default/new-${index}`)
          .expect(200);
        const { body } = await boss
          .get(`${projects}/${made.body.id}/members`)
          .expect(200);
        expect(
          body.items.map(({ user_ref }: { user_ref: string }) => user_ref),
        ).toEqual(members);
      },
    );
  },
);
