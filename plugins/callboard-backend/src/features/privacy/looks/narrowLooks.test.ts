import { Look } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { until } from '../../../__testUtils__/until';

jest.setTimeout(60_000);

describeCallboard('who looked at some rows', {}, callboard => {
  beforeAll(async () => {
    for (const who of [
      'member',
      'guest',
      'stranger',
      'projectAdmin',
    ] as const) {
      await callboard()
        .as(who)
        .post('/activity', { action: 'greet' })
        .expect(201);
    }
  });

  const boss = () => callboard().as('superAdmin');
  const looksAt = async (who: PersonName): Promise<Look[]> => {
    const { body } = await callboard().as(who).get('/me/looks').expect(200);
    return body.items;
  };
  const untilLooked = (who: PersonName) =>
    until(async () => (await looksAt(who)).length > 0);

  it('is told of a search for the whole name of a person, not for a part of it', async () => {
    await boss().get('/admin/activity?q=Gus%20Gu').expect(200);
    await boss().get('/admin/activity?q=max%20member').expect(200);
    await untilLooked('member');
    expect(await looksAt('guest')).toEqual([]);
  });

  it('is told of the rows behind what a dashboard shows of people', async () => {
    const boards = '/workspaces/default/dashboards';
    const { body } = await boss().post(boards, { name: 'Board' }).expect(201);
    const readRows = async (config: object, query = '') => {
      const widgets = `${boards}/${body.id}/widgets`;
      const widget = await boss()
        .post(widgets, { widget_type: 'activity_chart', config })
        .expect(201);
      await boss().get(`${widgets}/${widget.body.id}/rows${query}`).expect(200);
    };
    await readRows({ x_axis: 'ACTION' });
    await readRows(
      { x_axis: 'USER' },
      `?key=${encodeURIComponent(people.stranger)}`,
    );
    await untilLooked('stranger');
    expect(await looksAt('guest')).toEqual([]);
    const [look] = await looksAt('stranger');
    expect(look).toMatchObject({
      kind: 'read',
      looked_by: people.superAdmin,
      scope: 'workspace',
      workspace_id: expect.any(String),
    });
    const user_ids = [people.guest, people.projectAdmin];
    await readRows({ x_axis: 'ACTION', filters: { user_ids } });
    await untilLooked('guest');
    await untilLooked('projectAdmin');
  });
});
