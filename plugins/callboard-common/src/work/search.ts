import { z } from 'zod';
import { instant, slug, uuid } from '../contract/primitives';
import { stateGroup } from './settings';

/** The type of work items in the portal's search. @public */
export const WORK_ITEM_SEARCH_TYPE = 'callboard-work-item';

/** A work item as the portal's search shows it. @public */
export const searchableWorkItem = z
  .strictObject({
    id: uuid,
    workspace: slug,
    project_id: uuid,
    /** The name of the project. */
    project: z.string(),
    /** The entity of its project. */
    entity_ref: z.string(),
    identifier: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    state: z.string(),
    state_group: stateGroup,
    state_color: z.string(),
    updated_at: instant,
  })
  .meta({ id: 'SearchableWorkItem' });

/** @public */
export type SearchableWorkItem = z.output<typeof searchableWorkItem>;
