import { mockServices } from '@backstage/backend-test-utils';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { untilTold } from '../../notifications/__testUtils__/untilTold';
import { TimeDesk, today } from '../__testUtils__/TimeDesk';

const scheduler = mockServices.scheduler();

const options = {
  entities: landscape,
  services: [schedulerFactory(scheduler)],
};

describeCallboard('being reminded to log', options, callboard => {
  let desk: TimeDesk;

  const remind = async () => {
    await scheduler.triggerTask('callboard-log-reminders');
    await untilTold(callboard().knex);
  };
  const inbox = async () => {
    const { body } = await callboard()
      .as('member')
      .get('/notifications?type=worklog.reminder')
      .expect(200);
    return body.items;
  };

  beforeAll(async () => {
    desk = await TimeDesk.open(callboard());
    await desk.settle({
      working_days: [1, 2, 3, 4, 5, 6, 7],
      // It is past that, whenever the test runs.
      reminders: { is_enabled: true, at: '00:00', below_percent: 90 },
    });
  });

  it('is one notification, as long as nobody has read it', async () => {
    await remind();
    await remind();
    const [{ id, ...first }, ...others] = await inbox();
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      count: 1,
      target_url: expect.stringContaining(`date=${today()}`),
      reason: { text: expect.stringContaining('less than expected') },
    });
    await callboard().knex('time_reminders').update({ date: '2026-01-01' });
    await remind();
    expect(await inbox()).toEqual([expect.objectContaining({ id, count: 2 })]);
  });
});
