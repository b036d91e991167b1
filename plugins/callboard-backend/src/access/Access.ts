import {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  callboardActivityReadAllPermission,
  DEFAULT_WORKSPACE,
  Endpoint,
  roleOfRank,
} from '@callboard/plugin-callboard-common';
import { randomUUID } from 'crypto';
import { Request } from 'express';
import { CallboardConfig } from '../config';
import { PeopleService } from '../features/people/PeopleService';
import { WorkspaceStore } from '../features/workspaces/WorkspaceStore';
import { Caller, requireRole, WorkspaceAccess } from './Caller';
import { Ownership } from './Ownership';
import { Welcome } from './Welcome';

/** Says who is calling, and what they may do here. */
export class Access {
  constructor(
    private readonly deps: {
      httpAuth: HttpAuthService;
      permissions: PermissionsService;
      config: CallboardConfig;
      ownership: Ownership;
      people: PeopleService;
      workspaces: WorkspaceStore;
      welcome: Welcome;
    },
  ) {}

  /**
   * The person who calls.
   *
   * @throws AuthenticationError without valid credentials
   * @throws NotAllowedError for a service
   */
  async caller(req: Request): Promise<Caller> {
    const { httpAuth, config, ownership, people, welcome } = this.deps;
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const user_ref = credentials.principal.userEntityRef.toLowerCase();
    const refs = await ownership.refsOf(user_ref, credentials);
    const is_super_admin = config.superAdmins.some(ref => refs.has(ref));
    const person = await people.get(user_ref);
    const caller: Caller = {
      user_ref,
      display_name: person.display_name,
      email: person.email,
      picture: person.picture,
      is_super_admin,
      is_activity_reader:
        is_super_admin || config.activity.readers.some(ref => refs.has(ref)),
      ip: config.activity.captureIp ? req.ip?.slice(0, 64) ?? null : null,
      request_id: requestId(req),
      credentials,
    };
    await welcome.greet(caller);
    return caller;
  }

  /**
   * Lets the caller through to an endpoint, or not.
   *
   * @param slug - the workspace the request names, if any
   * @returns the workspace and the caller's role in it, where there is one
   * @throws NotFoundError when the workspace is absent or invisible
   * @throws NotAllowedError when the caller may see it but not do this
   */
  async authorize(
    caller: Caller,
    access: Endpoint['access'],
    slug: string | undefined,
  ): Promise<WorkspaceAccess | undefined> {
    const workspace =
      slug === undefined
        ? undefined
        : await this.workspace(
            caller,
            slug,
            access.kind === 'workspace' && access.everyoneInDefault,
          );
    if (access.kind === 'superAdmin' && !caller.is_super_admin) {
      throw new NotAllowedError('This takes a super admin');
    }
    if (access.kind === 'activityReader') {
      await this.requireActivityReader(caller);
    }
    if (access.kind === 'workspace') {
      requireRole(workspace!, access.role);
    }
    return workspace;
  }

  private async workspace(
    caller: Caller,
    slug: string,
    everyoneInDefault: boolean | undefined,
  ): Promise<WorkspaceAccess> {
    const found = await this.deps.workspaces.findWithRank(
      slug,
      caller.user_ref,
    );
    if (found && caller.is_super_admin) {
      return { workspace: found.workspace, role: 'admin' };
    }
    if (found && found.rank !== null) {
      return { workspace: found.workspace, role: roleOfRank(found.rank) };
    }
    if (found && everyoneInDefault && slug === DEFAULT_WORKSPACE) {
      return { workspace: found.workspace, role: 'guest' };
    }
    throw new NotFoundError(`There is no workspace ${slug}`);
  }

  private async requireActivityReader(caller: Caller): Promise<void> {
    if (!caller.is_activity_reader) {
      throw new NotAllowedError(
        'This takes a super admin or a reader of all activity',
      );
    }
    const [decision] = await this.deps.permissions.authorize(
      [{ permission: callboardActivityReadAllPermission }],
      { credentials: caller.credentials as BackstageCredentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError("The portal's policy does not allow this");
    }
  }
}

/** The id a proxy gave the request, or a new one. */
function requestId(req: Request): string {
  const given = req.header('x-request-id');
  return given && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
}
