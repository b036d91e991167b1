import type {
  WorkItem,
  WorkItemCounts,
  WorkState,
} from '@callboard/plugin-callboard-common';

const priorities = ['urgent', 'high', 'medium', 'low', 'none'];

/** The items that a query of the API finds. */
function found(items: readonly WorkItem[], query: URLSearchParams): WorkItem[] {
  const anyOf = (name: string) => query.get(name)?.split(',');
  const isArchived = query.get('is_archived') === 'true';
  const tests: Array<(item: WorkItem) => boolean> = [
    ({ archived_at }) => (archived_at !== null) === isArchived,
  ];
  const within = (
    name: string,
    valuesOf: (item: WorkItem) => ReadonlyArray<string | null>,
  ) => {
    const wanted = anyOf(name);
    if (wanted) {
      tests.push(item => {
        const values = valuesOf(item);
        return (
          (values.every(value => value === null) && wanted.includes('none')) ||
          values.some(value => value !== null && wanted.includes(value))
        );
      });
    }
  };
  within('state_id', item => [item.state_id]);
  within('state_group', item => [item.state_group]);
  within('priority', item => [item.priority]);
  within('assignees', item => item.assignees);
  within('labels', item => item.labels);
  within('parent_id', item => [item.parent_id]);
  within('source', item => [item.source]);
  const search = query.get('search')?.toLowerCase();
  if (search) {
    tests.push(({ title }) => title.toLowerCase().includes(search));
  }
  return items.filter(item => tests.every(test => test(item)));
}

/** What the API answers for a list of items. */
export function answerItemList(
  items: readonly WorkItem[],
  states: readonly WorkState[],
  query: URLSearchParams,
) {
  const order = query.get('order_by') ?? '-created_at';
  const keys: Record<string, (item: WorkItem) => number> = {
    state: ({ state_id }) => states.findIndex(({ id }) => id === state_id),
    sort_order: ({ sort_order }) => sort_order,
    priority: ({ priority }) => priorities.indexOf(priority),
  };
  const keyOf = keys[order.replace('-', '')];
  const all = found(items, query);
  if (keyOf) {
    all.sort((a, b) => keyOf(a) - keyOf(b));
  }
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 50);
  return {
    items: all.slice(start, end).map(item => ({ ...item })),
    next_cursor: end < all.length ? String(end) : null,
    total: all.length,
  };
}

/** What the API answers for the counts of a list. */
export function countItems(
  items: readonly WorkItem[],
  states: readonly WorkState[],
  query: URLSearchParams,
) {
  const all = found(items, query);
  const by_state = states
    .map(({ id, group }) => ({
      state_id: id,
      state_group: group,
      count: all.filter(({ state_id }) => state_id === id).length,
    }))
    .filter(({ count }) => count > 0);
  const groups = [
    'triage',
    'backlog',
    'unstarted',
    'started',
    'completed',
    'cancelled',
  ];
  return {
    total: all.length,
    by_state,
    by_state_group: Object.fromEntries(
      groups.map(group => [
        group,
        all.filter(({ state_group }) => state_group === group).length,
      ]),
    ) as WorkItemCounts['by_state_group'],
  };
}
