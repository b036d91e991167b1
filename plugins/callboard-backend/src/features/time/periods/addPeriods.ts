import { Core } from '../../../core/Core';
import { WorkCalendar } from '../calendar/WorkCalendar';
import { ReadableItems } from '../people/ReadableItems';
import { createPeriodSeeding } from '../seeding/createTimeSeeding';
import { TimeSubfeature } from '../TimeSubfeature';
import { TimeParts } from '../TimeParts';
import { periodResolver } from './periodResolver';
import { periodNotifications } from './periodNotifications';
import { PeriodReader } from './PeriodReader';
import { PeriodReadModel } from './PeriodReadModel';
import { PeriodService } from './PeriodService';
import { PeriodStore } from './PeriodStore';
import { bindPeriods } from './routes';

/** Adds submission and approval of people's weeks and months. */
export function addPeriods(core: Core, { people }: TimeParts): TimeSubfeature {
  const { knex, reader, changes, audience, router } = core;
  const store = new PeriodStore();
  const calendar = new WorkCalendar();
  const periods = new PeriodService({
    changes,
    store,
    people,
    calendar,
    audience,
  });
  bindPeriods(router, {
    reader: new PeriodReader({
      knex,
      store,
      readModel: new PeriodReadModel(reader),
      items: new ReadableItems(audience),
      calendar,
      audience,
    }),
    periods,
  });
  return {
    notifications: periodNotifications,
    resolvers: [periodResolver],
    seeding: createPeriodSeeding(core, periods),
  };
}
