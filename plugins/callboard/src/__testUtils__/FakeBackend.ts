import {
  workspaceSettings,
  type Health,
  type MailStatus,
  type Me,
  type Member,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import {
  answerCollection,
  checkVersion,
  exampleOf,
  FakeServer,
  newMe,
  pageOfItems,
  Refusal,
  type FakeHandlers,
} from '@callboard/plugin-callboard-react/testUtils';

const NOW = '2026-11-20T08:00:00.000Z';

/**
 * Answers the part of the API the admin page needs, from memory; other fakes
 * add the routes of other parts.
 */
export class FakeBackend extends FakeServer {
  me: Me = {
    ...newMe({
      user_ref: 'user:default/alex.admin',
      display_name: 'Alex Admin',
      is_super_admin: true,
    }),
    workspaces: [],
  };

  health: Health = exampleOf('getHealth', { status: 'ok' });
  mail: MailStatus = exampleOf('getMailStatus', { transport: 'smtp' });
  workspaces: Workspace[] = [];
  members: Member[] = [];
  #made = 0;

  constructor() {
    super();
    this.answer(this.#handlers());
  }

  #handlers(): FakeHandlers {
    const members = answerCollection<'members', Member>(this, 'members', {
      path: '/workspaces/{slug}/members',
      kind: 'member',
    });
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
      getStaffStats: () => exampleOf('getStaffStats'),
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
      ...members,
      addWorkspaceMember: ({ body }) =>
        this.addMember({
          user_ref: body.user_ref,
          role: body.role,
          sources: [{ source: 'manual', role: body.role }],
        }),
      updateWorkspaceMember: async call => {
        const member = (await members.updateWorkspaceMember!(call)) as Member;
        member.sources = member.sources.map(source =>
          source.source === 'manual'
            ? { ...source, role: member.role }
            : source,
        );
        return member;
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
}
