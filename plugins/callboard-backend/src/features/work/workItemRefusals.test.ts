import { WorkItem } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

const absent = '01920000-0000-7000-8000-000000000000';

describeCallboard('work items', { entities: landscape }, callboard => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(callboard());
    await callboard().as('member').get('/me').expect(200);
  });

  it.each([
    ['state_id', absent],
    ['cycle_id', absent],
    ['module_id', absent],
    ['parent_id', absent],
  ])('are refused a %s that is not there', async (field, value) => {
    const refused = await desk
      .as('superAdmin')
      .post(`${desk.path}/work-items`, { title: 'Bad', [field]: value })
      .expect(400);
    expect(refused.body.error.message).toMatch(`body.${field}: is not a`);
  });

  it('are told everything that is wrong at once', async () => {
    const refused = await desk
      .as('superAdmin')
      .post(`${desk.path}/work-items`, {
        title: 'Bad',
        labels: [absent],
        assignees: ['user:default/nobody'],
        state_id: absent,
      })
      .expect(400);
    expect(refused.body.error.message.split('; ')).toEqual([
      'body.state_id: is not a state of this project',
      'body.labels[0]: is not a label of this project',
      'body.assignees[0]: is nobody who can see this project',
    ]);
  });

  it('are not due before they begin', async () => {
    const days = { start_date: '2026-02-02', target_date: '2026-02-01' };
    await desk
      .as('superAdmin')
      .post(`${desk.path}/work-items`, { title: 'Bad', ...days })
      .expect(400);
    const item = await desk.make({ target_date: '2026-02-01' });
    await desk
      .as('superAdmin')
      .patch(`${desk.path}/work-items/${item.id}`, { start_date: '2026-03-01' })
      .expect(400);
    expect(await desk.read(item)).toEqual(item);
  });

  it('have nothing of another project', async () => {
    const other = await Desk.open(callboard(), 'payments_api');
    const item = await other.make();
    const refused = await desk
      .as('superAdmin')
      .post(`${desk.path}/work-items`, {
        title: 'Bad',
        state_id: other.states.Todo.id,
        parent_id: item.id,
      })
      .expect(400);
    expect(refused.body.error.message).toBe(
      'body.state_id: is not a state of this project; body.parent_id: is not a work item of this project',
    );
    await desk
      .as('superAdmin')
      .get(`${desk.path}/work-items/${item.id}`)
      .expect(404);
  });

  it('are never beneath themselves, also when two are moved at once', async () => {
    const top = await desk.make();
    const middle = await desk.make({ parent_id: top.id });
    const low = await desk.make({ parent_id: middle.id });
    const path = (item: WorkItem) => `${desk.path}/work-items/${item.id}`;
    const boss = desk.as('superAdmin');
    await boss.patch(path(top), { parent_id: top.id }).expect(400);
    await boss.patch(path(top), { parent_id: low.id }).expect(400);

    const [one, other] = [await desk.make(), await desk.make()];
    const answers = await Promise.all([
      boss.patch(path(one), { parent_id: other.id }),
      boss.patch(path(other), { parent_id: one.id }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('are answered where the data go in a circle', async () => {
    const { knex } = callboard();
    const [one, other] = [await desk.make(), await desk.make()];
    const child = await desk.make();
    await knex('work_items')
      .where({ id: one.id })
      .update({ parent_id: other.id });
    await knex('work_items')
      .where({ id: other.id })
      .update({ parent_id: one.id });
    await desk.patch(child, { parent_id: one.id });
    expect((await desk.read(child)).parent_id).toBe(one.id);
  });

  it('name the right one of the people who cannot be assigned', async () => {
    const item = await desk.make({ assignees: [people.member] });
    const refused = await desk
      .as('superAdmin')
      .patch(`${desk.path}/work-items/${item.id}`, {
        assignees: [people.member, 'user:default/nobody'],
      })
      .expect(400);
    expect(refused.body.error.message).toMatch(/^body\.assignees\[1\]: /);
  });
});
