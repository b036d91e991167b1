import {
  endpoints,
  NONE,
  priority,
  stateGroup,
  userRef,
  type QueryInputOf,
} from '@callboard/plugin-callboard-common';
import type { WorkFilters } from './WorkFilters';

/** What a list of work items is asked with. */
export type WorkQuery = Partial<QueryInputOf<typeof endpoints.countWorkItems>>;

/** The word for oneself in an address that others open, too. */
export const ME = 'me';

/**
 * The request for a filter. What the project does not have, or nobody could
 * mean, is left out: an old address should still show something.
 */
export function workQueryOf(
  filters: WorkFilters,
  known: {
    me: string;
    labels: readonly { id: string }[];
    cycles: readonly { id: string }[];
    modules: readonly { id: string }[];
  },
): WorkQuery {
  const isOf = (things: readonly { id: string }[]) => (value: string) =>
    value === NONE || things.some(({ id }) => id === value);
  const anyOf = (
    values: readonly string[],
    isKnown: (value: string) => boolean,
  ) => {
    const sent = values.filter(isKnown).join(',');
    return sent || undefined;
  };
  const query: WorkQuery = {
    state_group: anyOf(
      filters.group,
      value => stateGroup.safeParse(value).success,
    ),
    priority: anyOf(
      filters.priority,
      value => priority.safeParse(value).success,
    ),
    assignees: anyOf(
      filters.assignee.map(value => (value === ME ? known.me : value)),
      value => value === NONE || userRef.safeParse(value).success,
    ),
    labels: anyOf(filters.label, isOf(known.labels)),
    cycle_id: anyOf(filters.cycle, isOf(known.cycles)),
    module_id: anyOf(filters.module, isOf(known.modules)),
    search: filters.search?.slice(0, 255),
  };
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined),
  );
}
