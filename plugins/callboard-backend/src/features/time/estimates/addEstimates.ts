import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { TimeSubfeature } from '../TimeSubfeature';
import { EstimateReadModel } from './EstimateReadModel';
import { Estimates } from './Estimates';

/** Adds the report that compares estimates with logged time. */
export function addEstimates({ reader, router }: Core): TimeSubfeature {
  const estimates = new Estimates(new EstimateReadModel(reader));
  router.handle(endpoints.listEstimates, ({ project, query }) =>
    estimates.list(project, query),
  );
  return {};
}
