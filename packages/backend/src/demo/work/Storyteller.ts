import { Faker } from '@faker-js/faker';
import { Crew } from './Crew';
import { CycleCalendar } from './CycleCalendar';
import { WorkClock } from './WorkClock';

/** What the stories of a project's items are told with. */
export interface Storyteller {
  chance: Faker;
  clock: WorkClock;
  crew: Crew;
  cycles: CycleCalendar;
  /** How many days the year has. */
  days: number;
}
