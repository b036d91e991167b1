import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  booleanParameter,
  instant,
  pageOf,
  pageParameters,
  slug,
} from '../contract/primitives';
import { project, projectAccess } from '../projects/endpoints';
import { workTag } from './common';

const count = z.int().min(0);

/** A project as a list of projects shows it. @public */
export const projectOverview = z
  .strictObject({
    project,
    /** Whether the caller is a member or an owner of it. */
    is_mine: z.boolean(),
    /** Its items that are neither over nor in triage, archived or drafts. */
    counts: z.strictObject({
      open: count,
      backlog: count,
      unstarted: count,
      started: count,
      /** Those of them that were due before today, in the workspace's zone. */
      overdue: count,
    }),
    /** When one of its items changed last; null where it has none. */
    last_changed_at: instant.nullable(),
    /** The User or Group that owns its entity, if the catalog names one. */
    owner_ref: z.string().nullable(),
    member_count: count,
  })
  .meta({ id: 'ProjectOverview' });

/** @public */
export type ProjectOverview = z.output<typeof projectOverview>;

/** The order of a list of projects, within the caller's own and the others. @public */
export const projectOverviewOrder = z.enum(
  ['name', '-last_changed_at', '-open', '-overdue'],
  { error: 'must be name, -last_changed_at, -open or -overdue' },
);

/** @public */
export type ProjectOverviewOrder = z.output<typeof projectOverviewOrder>;

/** @public */
export const projectOverviewEndpoints = {
  listProjectOverviews: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/projects/overview',
    tag: workTag,
    summary:
      "The projects that the caller can see with how much work there is, the caller's own first",
    access: { kind: 'workspace', role: 'guest' },
    params: z.strictObject({ slug }),
    query: z.strictObject({
      ...pageParameters,
      /** Only those that the caller is a member or an owner of, or only others. */
      is_mine: booleanParameter.optional(),
      access: projectAccess.optional(),
      /** Only those that are archived, or only those that are not. */
      is_archived: booleanParameter.optional(),
      search: z.string().max(255).optional(),
      order_by: projectOverviewOrder.default('-last_changed_at'),
    }),
    response: pageOf(projectOverview),
  }),
};
