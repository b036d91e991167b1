import { Core } from '../../../core/Core';
import { Mails } from '../../mail/Mails';
import { DashboardReader } from '../DashboardReader';
import { DashboardService } from '../DashboardService';
import { BoardNumbers } from '../files/BoardNumbers';
import { WidgetExporter } from '../files/WidgetExporter';
import { Viewers } from '../Viewers';
import { BoardDocuments } from '../pdf/BoardDocuments';
import { DueSchedules } from './DueSchedules';
import { bindSchedules } from './routes';
import { ScheduledDocuments } from './ScheduledDocuments';
import { ScheduleService } from './ScheduleService';
import { ScheduleStore } from './ScheduleStore';

/** Adds dashboard emails. Due schedules are checked every minute. */
export function addSchedules(
  core: Core,
  mails: Mails,
  dashboards: {
    reader: DashboardReader;
    dashboards: DashboardService;
    viewers: Viewers;
  },
  files: {
    numbers: BoardNumbers;
    exporter: WidgetExporter;
    documents: BoardDocuments;
  },
): void {
  const { router, minuteTasks } = core;
  const store = new ScheduleStore();
  bindSchedules(router, new ScheduleService({ ...core, ...dashboards, store }));
  const { viewers } = dashboards;
  mails.attachFrom(
    new ScheduledDocuments({ ...core, ...files, viewers, store }),
  );
  const due = new DueSchedules({ ...core, mails });
  minuteTasks.add('Scheduling dashboard emails', () => due.orderDue());
}
