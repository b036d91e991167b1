import fc from 'fast-check';
import { dailySeed } from '../../../__testUtils__/dailySeed';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { isPostgres } from '../../../database/dialect';
import { TimeDesk } from '../__testUtils__/TimeDesk';
import { MOST_MINUTES } from './__testUtils__/ExpectedTime';
import { timeStep } from './__testUtils__/timeSteps';
import { TwoWeeks } from './__testUtils__/TwoWeeks';

describeCallboard(
  `time, whatever is done to it (CALLBOARD_FUZZ_SEED=${dailySeed})`,
  { entities: landscape },
  callboard => {
    it('is the same in sheets, sums and periods, and stays where it is approved', async () => {
      const desks = [
        await TimeDesk.open(callboard()),
        await TimeDesk.open(callboard(), 'payments_api'),
      ];
      await desks[0].settle({ max_minutes_per_day: MOST_MINUTES });
      const items = desks.map(({ item }) => item);
      await fc.assert(
        fc.asyncProperty(
          fc.array(timeStep, { minLength: 15, maxLength: 30 }),
          async steps => {
            const mondays = [desks[0].newWeek(), desks[0].newWeek()];
            const weeks = new TwoWeeks(desks, mondays, items);
            for (const step of steps) {
              await weeks.take(step);
            }
            expect(await weeks.seen()).toEqual(weeks.wanted());
          },
        ),
        {
          seed: dailySeed,
          numRuns: isPostgres(callboard().knex) ? 6 : 16,
        },
      );
    });
  },
);
