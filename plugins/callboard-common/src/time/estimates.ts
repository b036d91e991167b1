import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { createPageSchema, pageParameters, uuid } from '../contract/primitives';
import { timeTag } from './common';
import { permissions } from '../permissions';

const minutes = z.int().min(0);

const sums = {
  logged_minutes: minutes,
  remaining_minutes: minutes,
  over_minutes: minutes,
  /** Time logged on items without an estimate. */
  unestimated_minutes: minutes,
};

/** The estimated and the logged time of an item, a cycle or a module. @public */
export const estimate = z
  .strictObject({
    work_item_id: uuid.optional(),
    cycle_id: uuid.nullable().optional(),
    module_id: uuid.nullable().optional(),
    /** The item's identifier; absent for cycles and modules. */
    identifier: z.string().optional(),
    /**
     * The title of the item, or the name of the cycle or module. Null for the sum of the items
     * without a cycle or module.
     */
    name: z.string().nullable(),
    /** Null if the item, or every item of the cycle or module, has no estimate. */
    estimate_minutes: minutes.nullable(),
    ...sums,
  })
  .meta({ id: 'Estimate' });

/** @public */
export type Estimate = z.output<typeof estimate>;

/** The sums over all items with an estimate, and the time of items without an estimate. @public */
export const estimateTotals = z
  .strictObject({ estimate_minutes: minutes, ...sums })
  .meta({ id: 'EstimateTotals' });

/** @public */
export type EstimateTotals = z.output<typeof estimateTotals>;

/** The grouping of estimates. @public */
export const estimateGrouping = z.enum(['work_item', 'cycle', 'module']);

/** @public */
export type EstimateGrouping = z.output<typeof estimateGrouping>;

const { get } = createEndpointDefiners(timeTag);

/** @public */
export const estimateEndpoints = {
  listEstimates: get('/workspaces/{slug}/projects/{pid}/estimates', {
    summary: 'Compare estimated and logged time of work items, newest first',
    access: { kind: 'project', role: 'member' },
    permission: permissions.worklog.read,
    query: z.strictObject({
      ...pageParameters,
      by: estimateGrouping.default('work_item'),
    }),
    response: createPageSchema(estimate).extend({ totals: estimateTotals }),
  }),
};
