import { mockServices } from '@backstage/backend-test-utils';
import { MinuteTasks } from './MinuteTasks';

describe('MinuteTasks', () => {
  it('runs the other tasks when one fails, and logs the error', async () => {
    const scheduler = mockServices.scheduler();
    const logger = mockServices.logger.mock();
    const tasks = new MinuteTasks({ scheduler, logger });
    await tasks.start();
    const error = new Error('no route to host');
    const ran: string[] = [];
    tasks.add('Reading the mailbox', async () => {
      throw error;
    });
    tasks.add('Counting', async () => {
      ran.push('Counting');
    });

    await scheduler.triggerTask('callboard-every-minute');

    expect(ran).toEqual(['Counting']);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      'Reading the mailbox failed',
      error,
    );
  });
});
