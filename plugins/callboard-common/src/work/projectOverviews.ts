import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  booleanParameter,
  instant,
  createPageSchema,
  pageParameters,
} from '../contract/primitives';
import { project, projectAccess } from '../projects/endpoints';
import { workTag } from './common';

const count = z.int().min(0);

/** A project in the list of projects. @public */
export const projectOverview = z
  .strictObject({
    project,
    /** Whether the caller is a member or an owner of the project. */
    is_mine: z.boolean(),
    /** Counts the project's open items, except items in triage, archived items and drafts. */
    counts: z.strictObject({
      open: count,
      backlog: count,
      unstarted: count,
      started: count,
      /** Items due before today, in the workspace's zone. */
      overdue: count,
    }),
    /** The time of the last change to an item of the project; null if the project has no items. */
    last_changed_at: instant.nullable(),
    /** The User or Group that owns the project's entity; null if the catalog names no owner. */
    owner_ref: z.string().nullable(),
    member_count: count,
  })
  .meta({ id: 'ProjectOverview' });

/** @public */
export type ProjectOverview = z.output<typeof projectOverview>;

/** The order of a list of projects. The caller's own projects always come first. @public */
export const projectOverviewOrder = z.enum(
  ['name', '-last_changed_at', '-open', '-overdue'],
  { error: 'must be name, -last_changed_at, -open or -overdue' },
);

/** @public */
export type ProjectOverviewOrder = z.output<typeof projectOverviewOrder>;

const { get } = createEndpointDefiners(workTag);

/** @public */
export const projectOverviewEndpoints = {
  listProjectOverviews: get('/workspaces/{slug}/projects/overview', {
    summary:
      "List the projects that the caller can see, with their numbers of open items; the caller's own projects come first",
    access: { kind: 'workspace', role: 'guest' },
    query: z.strictObject({
      ...pageParameters,
      /** True lists only projects with the caller as member or owner; false lists the rest. */
      is_mine: booleanParameter.optional(),
      access: projectAccess.optional(),
      /** True lists only archived projects; false lists only projects that are not archived. */
      is_archived: booleanParameter.optional(),
      search: z.string().max(255).optional(),
      order_by: projectOverviewOrder.default('-last_changed_at'),
    }),
    response: createPageSchema(projectOverview),
  }),
};
