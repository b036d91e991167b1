import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../../http/ContractRouter';
import { ScheduleService } from './ScheduleService';

/** Binds the endpoints of dashboard schedules. */
export function bindSchedules(
  router: ContractRouter,
  schedules: ScheduleService,
): void {
  router.handle(endpoints.listDashboardSchedules, context =>
    schedules.list(context, context.params.id, context.query),
  );
  router.handle(endpoints.createDashboardSchedule, context =>
    schedules.create(context, context.params.id, context.body),
  );
  router.handle(endpoints.updateDashboardSchedule, context =>
    schedules.update(
      context,
      context.params,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteDashboardSchedule, async context => {
    const { params, precondition } = context;
    await schedules.delete(context, params, precondition);
    return undefined;
  });
}
