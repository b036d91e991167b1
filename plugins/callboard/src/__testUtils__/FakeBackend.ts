import {
  workspaceSettings,
  type Health,
  type MailStatus,
  type Me,
  type Member,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  FakeServer,
  pageOfItems,
  Refusal,
  type FakeHandlers,
} from '@callboard/plugin-callboard-react/testUtils';

const NOW = '2026-11-20T08:00:00.000Z';

/** How many people there are by status, before a test adds some. */
const nobody = {
  active: 0,
  probation: 0,
  suspended: 0,
  transferred: 0,
  resigned: 0,
};

/**
 * Answers the part of the API the admin page needs, from memory; other fakes
 * add the routes of other parts.
 */
export class FakeBackend extends FakeServer {
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
    jobs: { lag_ms: 0, parked: 0 },
    seals: { lag_ms: 0 },
  };

  mail: MailStatus = {
    transport: 'smtp',
    failing_since: null,
    failed_at: null,
    last_error: null,
    waiting: 0,
    last_day: {
      sent: 0,
      skipped: 0,
      no_address: 0,
      bounced: 0,
      failed: 0,
      unknown: 0,
    },
    undelivered: [],
  };

  workspaces: Workspace[] = [];
  members: Member[] = [];
  #made = 0;

  constructor() {
    super();
    this.answer(this.#handlers());
  }

  #handlers(): FakeHandlers {
    return {
      getMe: () => this.me,
      getHealth: () => this.health,
      listParkedDispatches: () => pageOfItems([]),
      getMailStatus: () => this.mail,
      listWebhooks: () => pageOfItems([]),
      listActivitySeals: () => pageOfItems([]),
      listVerifications: () => pageOfItems([]),
      listCriticalEvents: () => ({ ...pageOfItems([]), total: 0 }),
      getRetention: () => ({ rules: [] }),
      listErasures: () => pageOfItems([]),
      getDepartmentTree: () => ({ items: [] }),
      getStaffStats: () => ({
        total: 0,
        ...nobody,
        by_status: nobody,
        by_department: [],
      }),
      listWorkspaces: () => pageOfItems(this.workspaces),
      createWorkspace: ({ body }) =>
        this.addWorkspace({
          slug: body.slug,
          name: body.name,
          timezone: body.timezone ?? 'UTC',
          week_start: body.week_start ?? 1,
        }),
      getWorkspace: call => this.workspaceOf(call.params),
      updateWorkspace: call => {
        const workspace = this.workspaceOf(call.params);
        checkVersion(workspace, call);
        return Object.assign(workspace, call.body, {
          version: workspace.version + 1,
        });
      },
      deleteWorkspace: call => {
        const gone = this.workspaceOf(call.params);
        this.workspaces = this.workspaces.filter(other => other !== gone);
      },
      listWorkspaceMembers: ({ query }) => {
        const role = query.get('role');
        const search = query.get('search')?.toLowerCase() ?? '';
        const found = this.members.filter(
          member =>
            (!role || member.role === role) &&
            member.display_name.toLowerCase().includes(search),
        );
        return pageOfItems(found, query);
      },
      addWorkspaceMember: ({ body }) =>
        this.addMember({
          user_ref: body.user_ref,
          role: body.role,
          sources: [{ source: 'manual', role: body.role }],
        }),
      updateWorkspaceMember: call => {
        const member = this.memberOf(call.params);
        checkVersion(member, call);
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
      removeWorkspaceMember: call => {
        const gone = this.memberOf(call.params);
        this.members = this.members.filter(other => other !== gone);
      },
    };
  }

  addWorkspace(values: Partial<Workspace>): Workspace {
    if (this.workspaces.some(({ slug }) => slug === values.slug)) {
      throw new Refusal(409, `The slug ${values.slug} is taken`);
    }
    const workspace: Workspace = {
      slug: 'default',
      name: 'Everybody',
      timezone: 'UTC',
      week_start: 1,
      settings: workspaceSettings.defaults,
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

  private workspaceOf(params: { slug: string }): Workspace {
    const found = this.workspaces.find(({ slug }) => slug === params.slug);
    if (!found) {
      throw new Refusal(404, `There is no workspace ${params.slug}`);
    }
    return found;
  }

  private memberOf(params: { id: string }): Member {
    const found = this.members.find(({ id }) => id === params.id);
    if (!found) {
      throw new Refusal(404, `There is no member ${params.id}`);
    }
    return found;
  }
}
