import { people } from '../../__testUtils__/startCallboard';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { tracesOf } from '../../__testUtils__/tracesOf';
import { makeDashboardWorld } from './__testUtils__/makeDashboardWorld';

const path = '/workspaces/default/dashboards';

describeCallboard('copies of dashboards', {}, callboard => {
  const world = makeDashboardWorld(callboard);
  const { newDashboard, newFilledDashboard, newName } = world;
  const copy = (who: 'member' | 'admin', id: string) =>
    callboard().as(who).post(`${path}/${id}/duplicate`);

  beforeAll(world.enter);

  it('have all live widgets, and belong to who copied', async () => {
    const { id, name, widgets } = await newFilledDashboard('admin', 3, {
      access: 'shared',
      is_default: true,
      description: 'Of us',
      config: { refresh_seconds: 60 },
    });
    const admin = callboard().as('admin');
    await admin.delete(`${path}/${id}/widgets/${widgets[1].id}`).expect(204);
    const { body } = await copy('member', id).expect(201);
    expect(body).toMatchObject({
      name: `${name} (Copy)`,
      description: 'Of us',
      owner_ref: people.member,
      access: 'private',
      is_default: false,
      config: { refresh_seconds: 60 },
      version: 1,
    });
    const alike = ({ widget_type, title, config, sort_order, size }: any) => ({
      ...{ widget_type, title, config, sort_order, size },
    });
    expect(body.widgets.map(alike)).toEqual(
      [widgets[0], widgets[2]].map(alike),
    );
    const ids = body.widgets.map((one: any) => one.id);
    expect(ids).not.toContain(widgets[0].id);
    const [trace] = await tracesOf(callboard(), body.id);
    expect(trace).toMatchObject({
      action: 'create',
      metadata: { duplicate_of: id },
    });
    const details = await callboard()
      .knex('activity')
      .where({ batch_id: trace.batch_id, is_detail: true });
    expect(details.map(row => row.entity_id).sort()).toEqual(ids.sort());
  });

  it('are numbered, also those of copies', async () => {
    const { id, name } = await newDashboard('member');
    const names = [];
    for (let nth = 0; nth < 3; nth += 1) {
      names.push((await copy('member', id).expect(201)).body.name);
    }
    expect(names).toEqual([
      `${name} (Copy)`,
      `${name} (Copy 2)`,
      `${name} (Copy 3)`,
    ]);
  });

  it('take a number that is free', async () => {
    const name = newName();
    const { id } = await newDashboard('member', { name });
    await newDashboard('admin', { name: `${name} (COPY)` });
    const first = await copy('member', id).expect(201);
    expect(first.body.name).toBe(`${name} (Copy 2)`);
    await callboard().as('member').delete(`${path}/${first.body.id}`);
    const second = await copy('member', id).expect(201);
    expect(second.body.name).toBe(`${name} (Copy 2)`);
  });

  it('have names that are no longer than names are', async () => {
    // The cut would go through a pair of surrogates.
    const name = `${'x'.repeat(247)}🎯${'y'.repeat(6)}`;
    const { id } = await newDashboard('member', { name });
    const { body } = await copy('member', id).expect(201);
    expect(body.name).toBe(`${'x'.repeat(247)} (Copy)`);
    const again = await copy('member', id).expect(201);
    expect(again.body.name).toBe(`${'x'.repeat(246)} (Copy 2)`);
  });

  it('have different names, however many are made at once, also of files', async () => {
    const { id, name } = await newFilledDashboard('admin', 2, {
      access: 'shared',
    });
    const admin = callboard().as('admin');
    const file = (await admin.get(`${path}/${id}/export.json`)).body;
    const answers = await Promise.all([
      copy('member', id),
      admin.post(`${path}/import`, file),
      copy('admin', id),
      admin.post(`${path}/import`, file),
      copy('member', id),
      admin.post(`${path}/import`, file),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(answers.map(({ body }) => body.name).sort()).toEqual(
      [
        `${name} (Copy)`,
        ...[2, 3, 4, 5, 6].map(nth => `${name} (Copy ${nth})`),
      ].sort(),
    );
    expect(answers.map(({ body }) => body.widgets.length)).toEqual(
      Array(6).fill(2),
    );
  });
});
