import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { WorkCalendar } from '../calendar/WorkCalendar';
import { TimeSubfeature } from '../TimeParts';
import { EstimateReadModel } from './EstimateReadModel';
import { Estimates } from './Estimates';
import { Capacity } from './Capacity';
import { CapacityReadModel } from './CapacityReadModel';

/** Adds the capacity report: expected and logged minutes of people. */
export function addCapacity({ reader, clock, router }: Core): TimeSubfeature {
  const capacity = new Capacity({
    knex: reader,
    clock,
    calendar: new WorkCalendar(),
    readModel: new CapacityReadModel(reader),
  });
  router.handle(endpoints.getCapacity, context =>
    capacity.readCapacity(context, context.query),
  );
  return {};
}

/** Adds the report that compares estimates with logged time. */
export function addEstimates({ reader, router }: Core): TimeSubfeature {
  const estimates = new Estimates(new EstimateReadModel(reader));
  router.handle(endpoints.listEstimates, ({ project, query }) =>
    estimates.list(project, query),
  );
  return {};
}
