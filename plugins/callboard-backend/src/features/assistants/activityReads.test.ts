import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { callboardActivityReadNamedPermission } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { addRows, addWorkspace } from '../activity/__testUtils__/activityRows';
import { today } from '../time/__testUtils__/TimeDesk';
import { addDays } from '../time/rules/workingDays';
import { Assistant } from './__testUtils__/Assistant';
import { portalOfAssistants } from './__testUtils__/portalOfAssistants';

const DAY_MS = 86_400_000;

/** What anybody in the workspace may see. */
const shared = {
  visibility: 'workspace' as const,
  action: 'deploy',
  entity_type: 'service',
};

const members = [
  [people.admin, 'admin'],
  [people.member, 'member'],
] as Array<[string, string]>;

describeCallboard(
  'the activity that assistants count',
  { ...portalOfAssistants, entities: landscape },
  callboard => {
    let ada: Assistant;

    beforeAll(async () => {
      const lab = await addWorkspace(callboard(), 'lab', { members: members });
      await addRows(
        callboard().knex,
        lab,
        Array.from({ length: 60 }, (_, index) => ({
          ...shared,
          user_id: `user:default/person-${index}`,
          user_name: `Person ${index}`,
          action: `deploy-${index}`,
          entity_type: `service-${index}`,
          entity_label: 'Nightly',
          created_at: Date.now() - index * DAY_MS,
        })),
      );
      ada = await Assistant.of(callboard(), 'admin');
    });

    it('is told of at most fifty people, actions, types and days, the latest, and of how many more there are', async () => {
      const { answer } = await ada.use('summarize-activity', {
        workspace: 'lab',
        text: 'Nightly',
      });
      expect(answer.total).toBe(60);
      for (const groups of [
        'by_user',
        'by_action',
        'by_entity_type',
        'by_day',
      ]) {
        expect(answer[groups]).toHaveLength(50);
        expect(answer.more[groups]).toBe(10);
      }
      expect(answer.by_day[0].date).toBe(addDays(today(), -49));
      expect(answer.by_day[49].date).toBe(today());
    });

    it('is all told where there is no more', async () => {
      const { answer } = await ada.use('summarize-activity', {
        workspace: 'lab',
        person: 'user:default/person-3',
      });
      expect(answer).toMatchObject({
        total: 1,
        by_action: [{ action: 'deploy-3', count: 1 }],
        more: { by_user: 0, by_action: 0, by_entity_type: 0, by_day: 0 },
      });
    });

    it('is of an entity or of a project, and of both at once is refused', async () => {
      const project = await callboard()
        .as('superAdmin')
        .put(
          '/workspaces/lab/projects/by-entity/component/default/payments-api',
        )
        .expect(200);
      for (const tool of ['list-activity', 'summarize-activity']) {
        const { error } = await ada.use(tool, {
          workspace: 'lab',
          project: project.body.id,
          entity: 'component:default/payments_api',
        });
        expect(error).toMatch(/^InputError: entity: /);
      }
    });
  },
);

describeCallboard(
  'assistants of people who do not see names',
  {
    ...portalOfAssistants,
    config: {
      activity: {
        privacy: 'pseudonymous',
        pseudonymKey: 'a key of sixteen or more',
      },
    },
    services: [
      ...portalOfAssistants.services,
      mockServices.permissions.mock({
        authorize: async (requests, options) => {
          const { principal } = (options as any).credentials;
          const isBoss = principal.userEntityRef === people.superAdmin;
          return requests.map(({ permission }) => ({
            result:
              permission.name !== callboardActivityReadNamedPermission.name ||
              isBoss
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          }));
        },
      }).factory,
    ],
  },
  callboard => {
    let ada: Assistant;

    beforeAll(async () => {
      const lab = await addWorkspace(callboard(), 'lab', { members: members });
      await callboard()
        .as('superAdmin')
        .post('/workspaces/lab/staff', {
          staff_id: 'E1',
          first_name: 'Max',
          last_name: 'Member',
          email: 'max@example.com',
          user_ref: people.member,
        })
        .expect(201);
      await addRows(callboard().knex, lab, [
        { ...shared, user_id: people.member, user_name: 'Max Member' },
        { ...shared, user_id: people.admin, user_name: 'Ada Admin' },
      ]);
      ada = await Assistant.of(callboard(), 'admin');
    });

    const count = (assistant: Assistant, input: object) =>
      assistant.use('summarize-activity', {
        ...{ workspace: 'lab', action: 'deploy' },
        ...input,
      });

    it.each([
      [{ person: people.member }],
      [{ person: 'Max Member' }],
      [{ entity: people.member }],
      [{ entity: 'User:default/Max.Member' }],
    ])(
      'are refused %j, and are not told that nothing was done',
      async asked => {
        for (const tool of ['summarize-activity', 'list-activity']) {
          const { error } = await ada.use(tool, { workspace: 'lab', ...asked });
          expect(error).toMatch(
            /^NotAllowedError: (person|entity): names are hidden/,
          );
        }
      },
    );

    it('can ask for themselves, and for others by what an answer calls them', async () => {
      const own = await count(ada, { person: 'me' });
      expect(own.answer.total).toBe(1);

      const all = await count(ada, {});
      expect(all.answer.total).toBe(2);
      for (const { user_id: person } of all.answer.by_user) {
        expect(people.member).not.toBe(person);
        const { answer } = await count(ada, { person });
        expect(answer.total).toBe(1);
      }
    });

    it('can ask for anybody once they see names', async () => {
      const sue = await Assistant.of(callboard(), 'superAdmin');
      const { answer } = await count(sue, { person: 'Max Member' });
      expect(answer.total).toBe(1);
    });
  },
);
