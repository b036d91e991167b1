import type {
  Activity,
  FieldChange,
  Me,
} from '@callboard/plugin-callboard-common';

const WORKSPACE = '01900000-0000-7000-8000-000000000001';

/** The part of a row that a test cares about. */
type FakeRow = Partial<Activity> & { created_at: string };

/** Stands in for Callboard's backend: holds rows and answers as it would. */
export class FakeActivityServer {
  readonly requests: URL[] = [];
  rows: Activity[] = [];
  /** Answers these scopes with this status instead. */
  refuse: { scope: string; status: number } | undefined;
  /** What exports answer; a test can make it slow. */
  download: () => BodyInit = () => 'a,b';
  me: Me = {
    user_ref: 'user:default/alex.admin',
    display_name: 'Alex Admin',
    email: null,
    picture: null,
    is_super_admin: true,
    workspaces: [
      {
        id: WORKSPACE,
        slug: 'default',
        name: 'Default',
        timezone: 'UTC',
        role: 'admin',
      },
    ],
  };

  add(...rows: FakeRow[]): void {
    for (const row of rows) {
      const number = String(this.rows.length + 1).padStart(12, '0');
      this.rows.unshift({
        id: `01900000-0000-7000-9000-${number}`,
        workspace_id: WORKSPACE,
        user_id: 'user:default/max.member',
        user_name: 'Max Member',
        user_email: null,
        action: 'update',
        entity_type: 'component',
        entity_id: 'component:default/payments-api',
        entity_label: 'payments-api',
        metadata: null,
        changes: [] as FieldChange[],
        batch_id: null,
        source: 'backend',
        ip: null,
        request_id: null,
        ...row,
      });
    }
  }

  /** The requests to a path below the API, as their queries. */
  queriesOf(path: string): URLSearchParams[] {
    return this.requests
      .filter(url => url.pathname.endsWith(path))
      .map(url => url.searchParams);
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    this.requests.push(url);
    const path = url.pathname.replace(/^.*\/api\/callboard/, '');
    init?.signal?.throwIfAborted();
    if (this.refuse && path.startsWith(this.refuse.scope)) {
      return Response.json(
        { error: { name: 'NotAllowedError', message: 'Not for you' } },
        { status: this.refuse.status },
      );
    }
    if (path === '/me') {
      return Response.json(this.me);
    }
    const found = this.#matching(url.searchParams);
    if (path.endsWith('/summary')) {
      return Response.json(this.#summary(found));
    }
    if (path.endsWith('/facets')) {
      return Response.json(this.#facets(found));
    }
    if (path.includes('/export.')) {
      const extension = path.split('.').pop();
      return new Response(this.download(), {
        headers: {
          'content-disposition': `attachment; filename="Activity.${extension}"`,
        },
      });
    }
    return Response.json(this.#page(found, url.searchParams));
  };

  #matching(query: URLSearchParams): Activity[] {
    const same = ['user_id', 'action', 'entity_type', 'entity_id'] as const;
    return this.rows.filter(row => {
      const day = row.created_at.slice(0, 10);
      const text = `${row.entity_label} ${row.user_name}`.toLowerCase();
      return (
        same.every(name => !query.get(name) || query.get(name) === row[name]) &&
        text.includes(query.get('q')?.toLowerCase() ?? '') &&
        day >= (query.get('start') ?? '') &&
        day <= (query.get('end') ?? '9')
      );
    });
  }

  #page(found: Activity[], query: URLSearchParams) {
    const limit = Number(query.get('limit') ?? 50);
    const cursor = query.get('cursor');
    const at = cursor ? found.findIndex(row => row.id === cursor) + 1 : 0;
    const activities = found.slice(at, at + limit);
    const isMore = at + limit < found.length;
    return {
      success: true,
      activities,
      ...(query.get('total') === 'false' ? {} : { total: found.length }),
      page: null,
      limit,
      next_cursor: isMore ? activities[activities.length - 1].id : null,
    };
  }

  #summary(found: Activity[]) {
    const names = new Map(found.map(row => [row.user_id, row.user_name]));
    return {
      success: true,
      total: found.length,
      by_user: count(found, row => row.user_id).map(([user_id, n]) => ({
        user_id,
        user_name: names.get(user_id!),
        count: n,
      })),
      by_action: count(found, row => row.action).map(([action, n]) => ({
        action,
        count: n,
      })),
      by_entity_type: count(found, row => row.entity_type).map(
        ([entity_type, n]) => ({ entity_type, count: n }),
      ),
      by_day: count(found, row => row.created_at.slice(0, 10)).map(
        ([date, n]) => ({ date, count: n }),
      ),
    };
  }

  #facets(found: Activity[]) {
    const { by_user, by_action, by_entity_type } = this.#summary(found);
    return {
      success: true,
      users: by_user,
      actions: by_action,
      entity_types: by_entity_type.filter(type => type.entity_type),
    };
  }
}

function count<T>(
  rows: Activity[],
  keyOf: (row: Activity) => T,
): [T, number][] {
  const counts = new Map<T, number>();
  for (const row of rows) {
    counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
