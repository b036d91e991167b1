import { describeCallboard } from '../__testUtils__/describeCallboard';
import { addWorkspace } from '../features/activity/__testUtils__/activityRows';
import { people, PersonName } from '../__testUtils__/startCallboard';

describeCallboard('requests of the same moment', {}, callboard => {
  const roles: Record<string, Partial<Record<PersonName, string>>> = {
    red: { admin: 'admin', member: 'member' },
    green: { guest: 'guest', member: 'admin' },
    blue: {},
  };
  const askers: PersonName[] = [
    'superAdmin',
    'admin',
    'member',
    'guest',
    'stranger',
  ];

  beforeAll(async () => {
    for (const [slug, members] of Object.entries(roles)) {
      await addWorkspace(callboard(), slug, {
        members: Object.entries(members).map(([who, role]) => [
          people[who as PersonName],
          role,
        ]),
      });
    }
    await addWorkspace(callboard(), 'gone', {
      members: [[people.member, 'admin']],
    });
    await callboard().as('superAdmin').delete('/workspaces/gone').expect(204);
  });

  const expectedRole = (who: PersonName, slug: string) => {
    if (!roles[slug]) return undefined;
    return who === 'superAdmin' ? 'admin' : roles[slug][who];
  };

  it('are each let in as who asks, where they ask', async () => {
    const questions = [...Object.keys(roles), 'gone', 'absent'].flatMap(slug =>
      askers.map(who => ({ who, slug })),
    );
    const answers = await Promise.all(
      questions.map(({ who, slug }) =>
        callboard().as(who).get(`/workspaces/${slug}`),
      ),
    );
    expect(
      answers.map(({ status, body }, n) => ({
        ...questions[n],
        status,
        slugAnswered: body.slug,
      })),
    ).toEqual(
      questions.map(({ who, slug }) => ({
        who,
        slug,
        status: expectedRole(who, slug) ? 200 : 404,
        slugAnswered: expectedRole(who, slug) ? slug : undefined,
      })),
    );
  });

  it('may do what their own role allows', async () => {
    const answers = await Promise.all(
      askers.map(who =>
        callboard()
          .as(who)
          .patch('/workspaces/green', { name: `Green, says ${who}` }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([
      200, 404, 200, 403, 404,
    ]);
  });

  it('know at once of a role that was taken away', async () => {
    const member = callboard().as('member');
    await member.get('/workspaces/red').expect(200);
    const { body } = await callboard()
      .as('superAdmin')
      .get('/workspaces/red/members')
      .expect(200);
    const { id } = body.items.find(
      (one: { user_ref: string }) => one.user_ref === people.member,
    );
    await callboard()
      .as('superAdmin')
      .delete(`/workspaces/red/members/${id}`)
      .expect(204);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => member.get('/workspaces/red')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([404]),
    );
  });
});
