import {
  viewActions,
  type Activity,
  type FieldChange,
  type Me,
} from '@callboard/plugin-callboard-common';
import {
  FakeServer,
  Refusal,
  type FakeCall,
  type FakeHandlers,
} from '@callboard/plugin-callboard-react/testUtils';

const WORKSPACE = '01900000-0000-7000-8000-000000000001';

/** The part of a row that a test cares about. */
type FakeRow = Partial<Activity> & { created_at: string };

const isView = ({ action }: Activity) =>
  (viewActions as readonly string[]).includes(action);

/** Bulk changes in tests are of work items. */
const isDetail = ({ batch_id, entity_type }: Activity) =>
  batch_id !== null && entity_type === 'work_item';

/** A log in memory, listed, counted and exported in every scope. */
export class FakeActivity extends FakeServer {
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

  constructor() {
    super();
    this.answer({
      getMe: () => this.me,
      ...this.#scope('Admin'),
      ...this.#scope('Workspace'),
      ...this.#scope('My'),
    });
  }

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

  protected refusalOf(call: FakeCall): Refusal | undefined {
    return this.refuse && call.path.startsWith(this.refuse.scope)
      ? new Refusal(this.refuse.status, 'Not for you')
      : super.refusalOf(call);
  }

  #scope(name: 'Admin' | 'Workspace' | 'My'): FakeHandlers {
    const download = (extension: string) => () =>
      new Response(this.download(), {
        headers: {
          'content-disposition': `attachment; filename="Activity.${extension}"`,
        },
      });
    return {
      [`list${name}Activity`]: ({ query }: FakeCall) =>
        this.#page(this.#matching(query), query),
      [`summarize${name}Activity`]: ({ query }: FakeCall) =>
        this.#summary(this.#matching(query)),
      [`get${name}ActivityFacets`]: ({ query }: FakeCall) =>
        this.#facets(this.#matching(query)),
      [`export${name}ActivityXlsx`]: download('xlsx'),
      [`export${name}ActivityCsv`]: download('csv'),
      [`export${name}ActivityJsonl`]: download('jsonl'),
    };
  }

  #matching(query: URLSearchParams): Activity[] {
    const same = [
      'id',
      'user_id',
      'action',
      'entity_type',
      'entity_id',
      'batch_id',
    ] as const;
    return this.rows.filter(row => {
      const day = row.created_at.slice(0, 10);
      const text = `${row.entity_label} ${row.user_name}`.toLowerCase();
      return (
        same.every(name => !query.get(name) || query.get(name) === row[name]) &&
        (query.get('views') !== 'false' || !isView(row)) &&
        (query.get('details') !== 'false' || !isDetail(row)) &&
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
