import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { TimePart } from '../TimePart';
import { EstimateReadModel } from './EstimateReadModel';
import { Estimates } from './Estimates';

/** Adds the report that compares estimates with logged time. */
export function addEstimates({ reader, router }: Core): TimePart {
  const estimates = new Estimates(new EstimateReadModel(reader));
  router.handle(endpoints.listEstimates, ({ project, query }) =>
    estimates.list(project, query),
  );
  return {};
}
