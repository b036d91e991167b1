import { mockServices } from '@backstage/backend-test-utils';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { TestLog } from './TestLog';

/** Describes tests of a log that is sealed on demand, on every database. */
export function describeSealedLog(
  name: string,
  tests: (log: TestLog) => void,
): void {
  const scheduler = mockServices.scheduler();
  describeCallboard(
    name,
    { services: [schedulerFactory(scheduler)] },
    callboard =>
      tests(
        new TestLog(callboard, () =>
          scheduler.triggerTask('callboard-activity-seals'),
        ),
      ),
  );
}
