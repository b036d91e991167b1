import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { landscape, thing } from './__testUtils__/landscape';

const projects = '/workspaces/default/projects';

const entities = [...landscape, thing('Component', '3scale')];

describeCallboard('a project', { entities }, callboard => {
  const boss = () => callboard().as('superAdmin');
  const make = async (name: string) => {
    const path = `${projects}/by-entity/component/default/${name}`;
    return (await boss().put(path).expect(200)).body;
  };
  const patch = (project: { id: string }, body: object) =>
    boss().patch(`${projects}/${project.id}`, body);

  it('is archived now, whatever the moment says, and brought back', async () => {
    const project = await make('payments-api');
    const long = '2000-01-01T00:00:00.000Z';
    const { body: archived } = await patch(project, {
      archived_at: long,
    }).expect(200);
    expect(archived.archived_at).toBe(archived.updated_at);
    const { body: again } = await patch(project, { archived_at: long });
    expect(again).toEqual(archived);
    const listed = async (query: string) =>
      (await boss().get(`${projects}?${query}`).expect(200)).body.total;
    expect(await listed('is_archived=true')).toBe(1);
    expect(await listed('is_archived=false')).toBe(0);
    expect(await listed('')).toBe(1);
    const { body: back } = await patch(project, { archived_at: null });
    expect(back.archived_at).toBeNull();
    const traces = await tracesOf(callboard(), project.id);
    expect(traces.map(changesIn).slice(1)).toEqual([
      { archived_at: [null, archived.archived_at] },
      { archived_at: [archived.archived_at, null] },
    ]);
  });

  it('has an identifier of its own, by which its items are called', async () => {
    const project = await make('payments-api');
    const other = await make('payments_api');
    const { body: item } = await boss()
      .post(`${projects}/${project.id}/work-items`, { title: 'One' })
      .expect(201);
    await patch(project, { identifier: 'PAY' }).expect(200);
    const { body: renamed } = await boss()
      .get(`${projects}/${project.id}/work-items/${item.id}`)
      .expect(200);
    expect(renamed.identifier).toBe('PAY-1');
    const taken = await patch(other, { identifier: 'PAY' }).expect(409);
    expect(taken.body.error.message).toBe('body.identifier: PAY is taken');
    for (const identifier of ['pay', '1PAY', 'PAYMENTSLEDGER', 'PÄY', '']) {
      await patch(other, { identifier }).expect(400);
    }
  });

  it('is given an identifier that one could give it, also where its entity begins with a digit', async () => {
    const project = await make('3scale');
    expect(project.identifier).toBe('P3SCALE');
    const { identifier } = project;
    const { body } = await patch(project, { identifier }).expect(200);
    expect(body).toEqual(project);
  });

  it('can do without time tracking', async () => {
    const project = await make('payments-api');
    const values = { is_time_tracking_enabled: false };
    const { body } = await patch(project, values).expect(200);
    expect(body).toMatchObject(values);
    const refused = await patch(project, { settings: { wip: 3 } }).expect(400);
    expect(refused.body.error.message).toBe(
      'body.settings.wip: is not a known field',
    );
    await patch(project, { is_time_tracking_enabled: 'no' }).expect(400);
  });
});
