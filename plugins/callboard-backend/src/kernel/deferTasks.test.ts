import { mockServices } from '@backstage/backend-test-utils';
import { deferTasks } from './deferTasks';

const task = (id: string) => ({
  id,
  frequency: { seconds: 1 },
  timeout: { seconds: 1 },
  fn: async () => {},
});

describe('deferTasks', () => {
  it('registers deferred tasks in order on begin, and later ones immediately', async () => {
    const real = mockServices.scheduler.mock();
    const { scheduler, begin } = deferTasks(real);
    await scheduler.scheduleTask(task('counts'));
    await scheduler.scheduleTask(task('seals'));
    expect(real.scheduleTask).not.toHaveBeenCalled();
    await begin();
    await scheduler.scheduleTask(task('late'));
    expect(real.scheduleTask.mock.calls.map(([{ id }]) => id)).toEqual([
      'counts',
      'seals',
      'late',
    ]);
  });

  it('passes other calls to the scheduler', async () => {
    const real = mockServices.scheduler.mock();
    const { scheduler } = deferTasks(real);
    await scheduler.triggerTask('counts');
    expect(real.triggerTask).toHaveBeenCalledWith('counts');
  });
});
