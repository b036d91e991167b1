import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { StaffServices } from '../staff/StaffServices';
import { defineLogger } from './defineLogger';
import { WorklogExporter } from './files/WorklogExporter';
import { EntryDepartments } from './people/EntryDepartments';
import { TimePeople } from './people/TimePeople';
import { Summaries } from './summaries/Summaries';
import { SummaryNames } from './summaries/SummaryNames';
import { SummaryReadModel } from './summaries/SummaryReadModel';
import { timeData } from './timeData';
import { TimeServices } from './TimeServices';
import { LoggableItems } from './worklogs/LoggableItems';
import { bindWorklogs } from './worklogs/routes';
import { worklogFinder } from './worklogs/worklogFinder';
import { WorklogChanges } from './worklogs/WorklogChanges';
import { WorklogReader } from './worklogs/WorklogReader';
import { WorklogReadModel } from './worklogs/WorklogReadModel';
import { WorklogService } from './worklogs/WorklogService';
import { WorklogStore } from './worklogs/WorklogStore';

/** What people spend their time on. */
export function addTime(
  core: Core,
  { staffChanges }: Pick<StaffServices, 'staffChanges'>,
): Feature<TimeServices> {
  const { knex, reader, changes, clock, audience, router } = core;
  const store = new WorklogStore();
  const departments = new EntryDepartments();
  staffChanges.onMoved((change, workspace_id, moves) =>
    departments.follow(change, workspace_id, moves),
  );
  // Sums and lists may take long where there is very much time.
  const readModel = new WorklogReadModel(reader);
  const services: TimeServices = {
    clock,
    worklogs: new WorklogService({
      changes,
      store,
      worklogChanges: new WorklogChanges(store),
      people: new TimePeople(),
      items: new LoggableItems(audience),
    }),
    reader: new WorklogReader({ knex, store, readModel }),
    exporter: new WorklogExporter({ clock, readModel }),
    summaries: new Summaries({
      readModel: new SummaryReadModel(reader),
      names: new SummaryNames(reader),
    }),
  };
  defineLogger(core.involvement);
  bindWorklogs(router, services);
  return { data: timeData, services, finders: [worklogFinder] };
}
