import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  DEFAULT_WORKSPACE,
  Endpoint,
  Relation,
  Role,
  includesRole,
} from '@callboard/plugin-callboard-common';
import { randomUUID } from 'crypto';
import { Request } from 'express';
import { Actor } from '../kernel/actor';
import { CallboardConfig } from '../kernel/config';
import {
  Caller,
  Origin,
  ProjectAccess,
  WorkspaceAccess,
  WorkspaceRow,
} from './Caller';
import { Relations, RelationQuery } from './Relations';
import { Ownership } from './Ownership';
import { Policy } from './Policy';

/** The services of `core` from which access control reads people, workspaces and projects. */
interface AccessSources {
  people: {
    get(
      user_ref: string,
    ): Promise<Pick<Caller, 'display_name' | 'email' | 'picture'>>;
  };
  workspaces: {
    findDefault(): Promise<WorkspaceRow | undefined>;
    /** @throws NotFoundError if the caller cannot see the workspace */
    getVisible(caller: Caller, slug: string): Promise<WorkspaceAccess>;
    listAdministered(caller: Caller): Promise<readonly WorkspaceRow[]>;
  };
  projects: {
    /** @throws NotFoundError if the caller cannot see the project */
    getVisible(
      caller: Caller,
      access: WorkspaceAccess,
      id: string,
    ): Promise<ProjectAccess>;
  };
  defaultMemberships: {
    /** Adds a user to the default workspace at their first request, if configured. */
    ensure(actor: Actor): Promise<void>;
  };
}

/** Authenticates callers, and authorises their requests. */
export class Access {
  constructor(
    private readonly deps: {
      httpAuth: HttpAuthService;
      policy: Policy;
      config: CallboardConfig;
      ownership: Ownership;
      relations: Relations;
    } & AccessSources,
  ) {}

  /**
   * The user who sends the request.
   *
   * @throws AuthenticationError if the request has no valid credentials
   * @throws NotAllowedError if a service sends the request
   */
  async getCaller(req: Request): Promise<Caller> {
    const { httpAuth, config } = this.deps;
    return this.resolveCaller(
      await httpAuth.credentials(req, { allow: ['user'] }),
      {
        ip: config.activity.captureIp ? req.ip?.slice(0, 64) ?? null : null,
        request_id: readRequestId(req),
      },
    );
  }

  /**
   * The user whom the credentials identify; they need not come from an HTTP request. Adds the user
   * to the default workspace at their first request, if configured.
   */
  async resolveCaller(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    origin: Origin,
  ): Promise<Caller> {
    const { config, ownership, people, policy, defaultMemberships } = this.deps;
    const user_ref = credentials.principal.userEntityRef.toLowerCase();
    const refs = await ownership.readRefs(user_ref, credentials);
    const is_super_admin = config.superAdmins.some(ref => refs.has(ref));
    const person = await people.get(user_ref);
    const caller: Caller = {
      user_ref,
      display_name: person.display_name,
      email: person.email,
      picture: person.picture,
      refs,
      is_super_admin,
      is_activity_reader:
        is_super_admin || config.activity.readers.some(ref => refs.has(ref)),
      ...origin,
      credentials,
      policy: policy.forCaller(user_ref, credentials),
    };
    await defaultMemberships.ensure(caller);
    return caller;
  }

  /**
   * The service principal of the plugin that sends the request, such as `plugin:catalog`.
   *
   * @throws AuthenticationError if the request has no valid credentials
   * @throws NotAllowedError if a person sends the request, or if the service's token is restricted
   * to other permissions
   */
  async getServiceSubject(
    req: Request,
    { permission }: Endpoint,
  ): Promise<string> {
    const { httpAuth, policy } = this.deps;
    const credentials = await httpAuth.credentials(req, { allow: ['service'] });
    if (permission) {
      await policy.requireForService(permission, credentials);
    }
    return credentials.principal.subject;
  }

  /**
   * Authorises the caller for an endpoint: checks their roles, and then the portal's policy.
   *
   * @param params - the path parameters; `slug` can also come from the query parameter `workspace`
   * @returns the workspace and the project of the request, if any, with the caller's roles in them
   * @throws NotFoundError if the workspace or the project does not exist, or if the caller cannot
   * see it
   * @throws NotAllowedError if the caller lacks the required role, or if the policy denies the
   * endpoint's permission
   */
  async authorize(
    caller: Caller,
    { access, permission }: Pick<Endpoint, 'access' | 'permission'>,
    params: { slug?: string; pid?: string },
  ): Promise<(WorkspaceAccess & Partial<ProjectAccess>) | undefined> {
    const granted = await this.authorizeByRole(caller, access, params);
    if (permission) {
      await caller.policy.require(permission, granted ?? {});
    }
    return granted;
  }

  private async authorizeByRole(
    caller: Caller,
    access: Endpoint['access'],
    params: { slug?: string; pid?: string },
  ): Promise<(WorkspaceAccess & Partial<ProjectAccess>) | undefined> {
    const { slug, pid } = params;
    const workspace =
      slug === undefined
        ? undefined
        : await this.resolveWorkspace(
            caller,
            slug,
            access.kind === 'workspace' && access.everyoneInDefault,
          );
    // Precedes the role checks, so that a project that the caller cannot see is always a 404.
    const project =
      pid === undefined
        ? undefined
        : await this.deps.projects.getVisible(caller, workspace!, pid);
    if (access.kind === 'superAdmin' && !caller.is_super_admin) {
      throw new NotAllowedError('Requires a super admin');
    }
    if (access.kind === 'activityReader' && !caller.is_activity_reader) {
      throw new NotAllowedError(
        'Requires a super admin or a reader of all activity',
      );
    }
    if (access.kind === 'anyAdmin') {
      await this.requireAnyAdmin(caller);
    }
    if (
      access.kind === 'workspace' &&
      !includesRole(workspace!.role, access.role)
    ) {
      throw new NotAllowedError(
        `Requires the role ${access.role} in the workspace ${slug}`,
      );
    }
    if (access.kind === 'project') {
      const granted = { ...workspace!, ...project! };
      await this.requireProjectAccess(caller, access, granted, params);
      return granted;
    }
    return workspace;
  }

  private async requireProjectAccess(
    caller: Caller,
    access: Extract<Endpoint['access'], { kind: 'project' }>,
    granted: WorkspaceAccess & ProjectAccess,
    params: RelationQuery['params'],
  ): Promise<void> {
    if ('only' in access) {
      if (!(await this.hasRelation(caller, access.only, granted, params))) {
        throw new NotAllowedError(`Only the ${access.only} can do this`);
      }
    } else if (
      access.or === undefined ||
      includesRole(granted.projectRole, access.role) ||
      !(await this.hasRelation(caller, access.or, granted, params))
    ) {
      requireProjectRole(granted, access.role);
    }
  }

  /**
   * Whether the caller has the relation. Guests have none: they can only read, even as assignees or
   * authors.
   */
  private async hasRelation(
    { user_ref }: Caller,
    relation: Relation,
    { project, projectRole, role }: WorkspaceAccess & ProjectAccess,
    params: RelationQuery['params'],
  ): Promise<boolean> {
    const isMember =
      includesRole(role, 'member') || includesRole(projectRole, 'member');
    return (
      isMember &&
      this.deps.relations.hasRelation(relation, {
        user_ref,
        project_id: project.id,
        params,
      })
    );
  }

  private async resolveWorkspace(
    caller: Caller,
    slug: string,
    everyoneInDefault: boolean | undefined,
  ): Promise<WorkspaceAccess> {
    if (everyoneInDefault && slug === DEFAULT_WORKSPACE) {
      const workspace = await this.deps.workspaces.findDefault();
      if (workspace) {
        // Endpoints with `everyoneInDefault` require only guest access.
        return { workspace, role: 'guest' };
      }
    }
    return this.deps.workspaces.getVisible(caller, slug);
  }

  private async requireAnyAdmin(caller: Caller): Promise<void> {
    const { workspaces } = this.deps;
    if (
      !caller.is_super_admin &&
      (await workspaces.listAdministered(caller)).length === 0
    ) {
      throw new NotAllowedError('Requires a workspace admin');
    }
  }
}

/** @throws NotAllowedError if the role does not include `required` */
export function requireProjectRole(
  { project, projectRole }: ProjectAccess,
  required: Role,
): void {
  if (!includesRole(projectRole, required)) {
    throw new NotAllowedError(
      `Requires the role ${required} in the project ${project.name}`,
    );
  }
}

/** The request id that a proxy has set; a new id if it is missing or malformed. */
function readRequestId(req: Request): string {
  const header = req.header('x-request-id');
  return header && /^[\w.:-]{1,64}$/.test(header) ? header : randomUUID();
}
