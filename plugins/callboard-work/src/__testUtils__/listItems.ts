import { stateGroup, type WorkItem } from '@callboard/plugin-callboard-common';
import { toPage } from '@callboard/plugin-callboard-react/testUtils';
import type { FakeWork } from './FakeWork';

const priorities = ['urgent', 'high', 'medium', 'low', 'none'];

/**
 * Returns the items that match a query. A parameter named like a field filters by that field; most
 * other parameters are ignored.
 */
const findItems = ({ items, followed }: FakeWork, query: URLSearchParams) =>
  items.filter(
    item =>
      (item.archived_at !== null) === (query.get('is_archived') === 'true') &&
      (query.get('is_followed') !== 'true' || followed.has(item.id)) &&
      `${item.identifier} ${item.title}`
        .toLowerCase()
        .includes(query.get('search')?.toLowerCase() ?? '') &&
      [...query].every(([name, text]) => {
        const value = item[name as keyof WorkItem];
        const values = [value].flat().filter(entry => entry !== null);
        const requested = text.split(',');
        return (
          value === undefined ||
          (values.length === 0 && requested.includes('none')) ||
          values.some(entry => requested.includes(String(entry)))
        );
      }),
  );

/** Builds the API's response for a list of items. */
export function listItems(server: FakeWork, query: URLSearchParams) {
  const keys: Record<string, (item: WorkItem) => number> = {
    state: item => server.states.findIndex(({ id }) => id === item.state_id),
    sort_order: ({ sort_order }) => sort_order,
    priority: ({ priority }) => priorities.indexOf(priority),
  };
  const getSortKey = keys[query.get('order_by') ?? ''] ?? (() => 0);
  const found = findItems(server, query);
  return toPage(
    found.sort((a, b) => getSortKey(a) - getSortKey(b)),
    query,
  );
}

/** Builds the API's response for the counts of a list. */
export function countItems(server: FakeWork, query: URLSearchParams) {
  const found = findItems(server, query);
  const count = (isCounted: (item: WorkItem) => boolean) =>
    found.filter(isCounted).length;
  return {
    total: found.length,
    by_state: server.states
      .map(({ id, group }) => ({
        state_id: id,
        state_group: group,
        count: count(({ state_id }) => state_id === id),
      }))
      .filter(state => state.count > 0),
    by_state_group: Object.fromEntries(
      stateGroup.options.map(group => [
        group,
        count(({ state_group }) => state_group === group),
      ]),
    ) as Record<WorkItem['state_group'], number>,
  };
}
