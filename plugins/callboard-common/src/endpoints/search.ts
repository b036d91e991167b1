import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  createIntegerParameter,
  isSearchable,
  slug,
} from '../contract/primitives';
import { stateGroup } from '../work/settings';

/** The types of search results. @public */
export const searchTypes = [
  'work_item',
  'project',
  'person',
  'department',
  'dashboard',
] as const;

/** @public */
export type SearchType = (typeof searchTypes)[number];

/** The badges of results. Results with a badge rank after all results without a badge. @public */
export const searchBadges = ['archived', 'draft', 'inactive', 'left'] as const;

/** @public */
export type SearchBadge = (typeof searchBadges)[number];

/** A search result with its path in the portal. @public */
export const searchResult = z
  .strictObject({
    type: z.enum(searchTypes),
    /** A UUID; for people who are not staff, their User reference. */
    id: z.string(),
    /** For a work item, its identifier and title. */
    title: z.string(),
    /** Distinguishes results with the same title; may be empty. */
    subtitle: z.string(),
    workspace_slug: slug,
    /** A path within the portal. */
    url: z.string(),
    /** Only for work items. */
    state: z
      .strictObject({ name: z.string(), color: z.string(), group: stateGroup })
      .nullable(),
    /**
     * The badge of the result; null if it has none. `archived` also applies to the work items of an
     * archived project. `inactive` applies to inactive departments and to suspended or transferred
     * people, `left` to people who resigned.
     */
    mark: z.enum(searchBadges).nullable(),
  })
  .meta({ id: 'SearchResult' });

/** @public */
export type SearchResult = z.output<typeof searchResult>;

/** @public */
export const MAX_SEARCH_LENGTH = 200;

const searchedText = z
  .string()
  .trim()
  .refine(isSearchable, 'must have at least 2 characters')
  .max(MAX_SEARCH_LENGTH, `must have at most ${MAX_SEARCH_LENGTH} characters`);

const { get } = createEndpointDefiners('Me');

/** @public */
export const searchEndpoints = {
  search: get('/search', {
    summary:
      'Search work items, projects, people, departments and dashboards that the caller can see, best match first',
    access: { kind: 'user' },
    query: z.strictObject({
      q: searchedText,
      limit: createIntegerParameter(1, 50).default(20),
    }),
    response: z.strictObject({ items: z.array(searchResult) }),
  }),
};
