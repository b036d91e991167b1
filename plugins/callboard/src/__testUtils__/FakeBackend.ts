import type {
  Health,
  Me,
  Member,
  Workspace,
} from '@callboard/plugin-callboard-common';
import { findRoute, type FakeCall, type FakeRoutes } from './FakeRoutes';
import { Refusal } from './Refusal';

const NOW = '2026-11-20T08:00:00.000Z';

/**
 * Answers the part of the API the admin page needs, from memory; other fakes
 * add the routes of other parts.
 */
export class FakeBackend {
  me: Me = {
    user_ref: 'user:default/alex.admin',
    display_name: 'Alex Admin',
    email: null,
    picture: null,
    is_super_admin: true,
    workspaces: [],
  };

  health: Health = {
    status: 'ok',
    relay: { lag_ms: 0, pending: 0, parked: 0, paused: 0 },
  };

  /** What the next request with this method is refused with. */
  refuseNext?: { method: string; refusal: Refusal };
  workspaces: Workspace[] = [];
  members: Member[] = [];
  readonly calls: string[] = [];
  #made = 0;

  readonly #routes: FakeRoutes = {
    'GET /me': () => this.me,
    'GET /live': () => ({
      channels: [{ name: 'live', topics: ['change'] }],
    }),
    'GET /health': () => this.health,
    'GET /admin/dispatches': () => this.page([]),
    'GET /workspaces': () => this.page(this.workspaces),
    'POST /workspaces': ({ body }) => this.addWorkspace(body),
    'GET /workspaces/{slug}': call => this.workspaceOf(call),
    'PATCH /workspaces/{slug}': call => {
      const workspace = this.workspaceOf(call);
      this.checkVersion(workspace, call);
      return Object.assign(workspace, call.body, {
        version: workspace.version + 1,
      });
    },
    'DELETE /workspaces/{slug}': call => {
      const gone = this.workspaceOf(call);
      this.workspaces = this.workspaces.filter(other => other !== gone);
    },
    'GET /workspaces/{slug}/members': ({ query }) => {
      const role = query.get('role');
      const search = query.get('search')?.toLowerCase() ?? '';
      const found = this.members.filter(
        member =>
          (!role || member.role === role) &&
          member.display_name.toLowerCase().includes(search),
      );
      return this.page(found, query);
    },
    'POST /workspaces/{slug}/members': ({ body }) =>
      this.addMember({
        user_ref: body.user_ref,
        role: body.role,
        sources: [{ source: 'manual', role: body.role }],
      }),
    'PATCH /workspaces/{slug}/members/{id}': call => {
      const member = this.memberOf(call);
      this.checkVersion(member, call);
      return Object.assign(member, {
        role: call.body.role,
        version: member.version + 1,
        sources: member.sources.map(source =>
          source.source === 'manual'
            ? { ...source, role: call.body.role }
            : source,
        ),
      });
    },
    'DELETE /workspaces/{slug}/members/{id}': call => {
      const gone = this.memberOf(call);
      this.members = this.members.filter(other => other !== gone);
    },
  };

  addWorkspace(values: Partial<Workspace>): Workspace {
    if (this.workspaces.some(({ slug }) => slug === values.slug)) {
      throw new Refusal(409, `The slug ${values.slug} is taken`);
    }
    const workspace = {
      slug: 'default',
      name: 'Everybody',
      timezone: 'UTC',
      week_start: 1,
      settings: {},
      ...this.newThing(),
      ...values,
    };
    this.workspaces.push(workspace);
    return workspace;
  }

  addMember(values: Partial<Member>): Member {
    const member: Member = {
      user_ref: 'user:default/max.member',
      display_name: values.user_ref ?? 'Max Member',
      role: 'member',
      sources: [{ source: 'manual', role: values.role ?? 'member' }],
      ...this.newThing(),
      ...values,
    };
    this.members.push(member);
    return member;
  }

  /** Makes it as if the person were an ordinary member of each workspace. */
  demote(role: 'admin' | 'member' | 'guest' = 'member'): void {
    this.me = {
      ...this.me,
      is_super_admin: false,
      workspaces: this.workspaces.map(({ id, slug, name, timezone }) => ({
        id,
        slug,
        name,
        timezone,
        role,
      })),
    };
  }

  /** Lets the backend answer more. */
  addRoutes(routes: FakeRoutes): void {
    Object.assign(this.#routes, routes);
  }

  /** What the portal's fetch does. */
  readonly fetch = async (
    input: RequestInfo | URL,
    init: RequestInit = {},
  ): Promise<Response> => {
    const url = new URL(String(input));
    const method = init.method ?? 'GET';
    const path = url.pathname.replace(/^.*?\/callboard/, '');
    this.calls.push(`${method} ${path}${url.search}`);
    try {
      if (this.refuseNext?.method === method) {
        const { refusal } = this.refuseNext;
        this.refuseNext = undefined;
        throw refusal;
      }
      const { answer, params } = findRoute(this.#routes, `${method} ${path}`);
      const content = answer({
        params,
        query: url.searchParams,
        body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
        ifMatch: new Headers(init.headers).get('if-match'),
      });
      return content === undefined
        ? new Response(null, { status: 204 })
        : Response.json(content);
    } catch (error) {
      if (error instanceof Refusal) {
        return error.toResponse();
      }
      throw error;
    }
  };

  newThing() {
    this.#made += 1;
    const number = String(this.#made).padStart(12, '0');
    return {
      id: `00000000-0000-7000-8000-${number}`,
      version: 1,
      created_at: NOW,
      updated_at: NOW,
    };
  }

  page<Item>(items: Item[], query = new URLSearchParams()) {
    const start = Number(query.get('cursor') ?? 0);
    const end = start + Number(query.get('limit') ?? 50);
    return {
      items: items.slice(start, end),
      next_cursor: end < items.length ? String(end) : null,
      total: items.length,
    };
  }

  private workspaceOf({ params }: FakeCall): Workspace {
    const found = this.workspaces.find(({ slug }) => slug === params.slug);
    if (!found) {
      throw new Refusal(404, `There is no workspace ${params.slug}`);
    }
    return found;
  }

  private memberOf({ params }: FakeCall): Member {
    const found = this.members.find(({ id }) => id === params.id);
    if (!found) {
      throw new Refusal(404, `There is no member ${params.id}`);
    }
    return found;
  }

  checkVersion(thing: { version: number }, { ifMatch }: FakeCall): void {
    if (ifMatch !== `"${thing.version}"`) {
      throw new Refusal(412, 'The resource has changed since it was read');
    }
  }
}
