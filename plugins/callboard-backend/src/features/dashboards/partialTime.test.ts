import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { PersonName } from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { TimeDesk } from '../time/__testUtils__/TimeDesk';
import { makeDashboardWorld } from './__testUtils__/makeDashboardWorld';

const ROOT = '/workspaces/default/dashboards';

describeCallboard('time on a dashboard', { entities: landscape }, callboard => {
  const world = makeDashboardWorld(callboard);
  let desk: TimeDesk;
  let at: string;

  beforeAll(async () => {
    await world.enter();
    desk = await TimeDesk.open(callboard());
    await desk
      .as('member')
      .post(`${desk.desk.path}/work-items/${desk.item.id}/worklogs`, {
        duration_minutes: 30,
      })
      .expect(201);
    const { id } = await world.newDashboard('member', { access: 'shared' });
    const { body } = await callboard()
      .as('member')
      .post(`${ROOT}/${id}/widgets`, {
        widget_type: 'time_chart',
        config: { x_axis: 'PROJECT', metric: 'logged_minutes' },
      })
      .expect(201);
    at = `${ROOT}/${id}/widgets/${body.id}/data`;
  });

  const seenBy = async (who: PersonName) => {
    const { body } = await callboard().as(who).get(at).expect(200);
    return [body.total, body.is_partial ?? false];
  };

  it('is partial for who does not see that of a project of its owner', async () => {
    expect(await seenBy('member')).toEqual([30, false]);
    expect(await seenBy('guest')).toEqual([0, true]);
    expect(await seenBy('admin')).toEqual([30, false]);
  });

  it('is partial for who does not see the own of its owner elsewhere', async () => {
    await desk.admit('member', null);
    expect(await seenBy('member')).toEqual([30, false]);
    expect(await seenBy('guest')).toEqual([0, true]);
    await callboard().knex('worklogs').update({ deleted_at: new Date() });
    expect(await seenBy('guest')).toEqual([0, false]);
  });
});
