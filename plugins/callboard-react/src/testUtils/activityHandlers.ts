import {
  viewActions,
  type Activity,
  type ActivityPage,
  type ActivitySummary,
} from '@callboard/plugin-callboard-common';
import type { FakeCall, FakeHandlers } from './FakeCall';

/** The scopes in the ids of activity endpoints, as in `listAdminActivity`. */
const SCOPES = ['Admin', 'Workspace', 'My'];

/** Filters that are named after a field of the rows. */
const FIELD_FILTERS = [
  'id',
  'user_id',
  'action',
  'entity_type',
  'entity_id',
  'batch_id',
] as const;

/** Creates the handlers of the endpoints that list or count activity, newest first. @internal */
export function createActivityHandlers(log: readonly Activity[]): FakeHandlers {
  const handlers = SCOPES.map(scope => ({
    [`list${scope}Activity`]: ({ query }: FakeCall) => listRows(log, query),
    [`summarize${scope}Activity`]: ({ query }: FakeCall) =>
      summarize(findRows(log, query)),
    [`get${scope}ActivityFacets`]: ({ query }: FakeCall) => {
      const summary = summarize(findRows(log, query));
      return {
        success: true,
        users: summary.by_user,
        actions: summary.by_action,
        entity_types: summary.by_entity_type.filter(type => type.entity_type),
      };
    },
  }));
  return Object.assign({}, ...handlers);
}

const isView = ({ action }: Activity) =>
  (viewActions as readonly string[]).includes(action);

/** Whether an entry is a detail of a bulk change. In tests, all details are about work items. */
const isDetail = ({ batch_id, entity_type }: Activity) =>
  batch_id !== null && entity_type === 'work_item';

const LAST_DAY = '9999-12-31';

function findRows(log: readonly Activity[], query: URLSearchParams) {
  return log.filter(row => {
    const day = row.created_at.slice(0, 10);
    const text = `${row.entity_label} ${row.user_name}`.toLowerCase();
    return (
      FIELD_FILTERS.every(
        name => !query.get(name) || query.get(name) === row[name],
      ) &&
      (query.get('views') !== 'false' || !isView(row)) &&
      (query.get('details') !== 'false' || !isDetail(row)) &&
      text.includes(query.get('q')?.toLowerCase() ?? '') &&
      day >= (query.get('start') ?? '') &&
      day <= (query.get('end') ?? LAST_DAY)
    );
  });
}

/** A page of the log: cursors are the ids of rows. */
function listRows(
  log: readonly Activity[],
  query: URLSearchParams,
): ActivityPage {
  const rows = findRows(log, query);
  const limit = Number(query.get('limit') ?? 50);
  const start = rows.findIndex(({ id }) => id === query.get('cursor')) + 1;
  const activities = rows.slice(start, start + limit);
  return {
    success: true,
    activities,
    ...(query.get('total') === 'false' ? {} : { total: rows.length }),
    page: null,
    limit,
    next_cursor:
      start + limit < rows.length ? activities.at(-1)?.id ?? null : null,
  };
}

function summarize(rows: Activity[]): ActivitySummary {
  const names = new Map(rows.map(row => [row.user_id, row.user_name]));
  return {
    success: true,
    total: rows.length,
    by_user: countByKind(rows, ({ user_id }) => ({ user_id })).map(entry => ({
      ...entry,
      user_name: names.get(entry.user_id)!,
    })),
    by_action: countByKind(rows, ({ action }) => ({ action })),
    by_entity_type: countByKind(rows, ({ entity_type }) => ({ entity_type })),
    by_day: countByKind(rows, row => ({ date: row.created_at.slice(0, 10) })),
  };
}

/** Counts rows by kind, most frequent first. */
function countByKind<Kind extends object>(
  rows: Activity[],
  getKind: (row: Activity) => Kind,
): Array<Kind & { count: number }> {
  const counts = new Map<string, Kind & { count: number }>();
  for (const row of rows) {
    const kind = getKind(row);
    const key = JSON.stringify(kind);
    counts.set(key, { ...kind, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
