import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import {
  AuthorizeResult,
  isReadPermission,
  isResourcePermission,
  Permission,
  PermissionCriteria,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  callboardPermissions,
  POLICY_DENIAL,
  RESOURCE_TYPE_PROJECT,
  RESOURCE_TYPE_WORK_ITEM,
  RESOURCE_TYPE_WORKSPACE,
} from '@callboard/plugin-callboard-common';
import {
  ProjectResource,
  projectResourceRef,
  projectRules,
  ScopeCondition,
  workspaceResourceRef,
  workspaceRules,
} from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { inListSql } from '../database/bulk';
import { isId } from '../database/paging';

const TTL_MS = 10_000;

const MAX_DECISIONS = 10_000;

/** The workspace and the project of a request, if any. */
interface Scope {
  workspace?: { slug: string };
  project?: ProjectResource['project'];
}

/**
 * The policy's decision on a permission: allowed everywhere (`true`), nowhere (`false`), or only
 * where conditions are met.
 */
type Decision = boolean | PermissionCriteria<ScopeCondition>;

const toScopeConditions: Record<
  string,
  ReturnType<typeof createConditionTransformer<ScopeCondition>>
> = {
  [RESOURCE_TYPE_PROJECT]: createConditionTransformer(
    Object.values(projectRules),
  ),
  [RESOURCE_TYPE_WORKSPACE]: createConditionTransformer(
    Object.values(workspaceRules),
  ),
};

/** @throws Error if the policy uses unknown rules or invalid parameters */
function toDecision({ name }: Permission, decision: PolicyDecision): Decision {
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return decision.result === AuthorizeResult.ALLOW;
  }
  const { resourceType, conditions } = decision;
  if (resourceType === RESOURCE_TYPE_WORK_ITEM) {
    // The only rule for work items allows exactly the items that the caller's roles allow.
    return true;
  }
  try {
    return toScopeConditions[resourceType](conditions);
  } catch (error) {
    // The original error can be an `InputError`, whose status 400 would blame the request.
    throw new Error(
      `The condition of the portal's policy for ${name} is invalid: ${error}`,
    );
  }
}

/**
 * Whether a decision allows a scope; undefined if the decision depends on a workspace or a project
 * that the scope lacks.
 */
function evaluate(
  decision: Decision,
  { workspace, project }: Scope,
): boolean | undefined {
  if (typeof decision === 'boolean') {
    return decision;
  }
  const evaluateEach = (decisions: readonly Decision[]) =>
    decisions.map(each => evaluate(each, { workspace, project }));
  if ('allOf' in decision) {
    const results = evaluateEach(decision.allOf);
    return results.includes(false)
      ? false
      : !results.includes(undefined) || undefined;
  }
  if ('anyOf' in decision) {
    const results = evaluateEach(decision.anyOf);
    return (
      results.includes(true) ||
      (results.includes(undefined) ? undefined : false)
    );
  }
  if ('not' in decision) {
    const [result] = evaluateEach([decision.not]);
    return result === undefined ? undefined : !result;
  }
  if ('workspaces' in decision) {
    return workspace && decision.workspaces.includes(workspace.slug);
  }
  return (
    project &&
    decision.projects.some(
      value =>
        value === project.id || value.toLowerCase() === project.entity_ref,
    )
  );
}

/**
 * The permissions of one caller under the portal's policy. Roles are checked first: a policy can
 * only restrict them further.
 */
export class CallerPolicy {
  constructor(
    private readonly decide: (permission: Permission) => Promise<Decision>,
  ) {}

  /** Whether the policy allows a permission everywhere. */
  async isAllowed(permission: Permission): Promise<boolean> {
    return (await this.decide(permission)) === true;
  }

  /**
   * Requires a permission. If the decision depends on a workspace or a project that the scope
   * lacks, the caller may read, because the response omits denied resources. The caller may not
   * write.
   *
   * @throws NotAllowedError if the policy denies the permission
   */
  async require(permission: Permission, scope: Scope): Promise<void> {
    const isAllowed = evaluate(await this.decide(permission), scope);
    if (!(isAllowed ?? isReadPermission(permission))) {
      throw new NotAllowedError(POLICY_DENIAL);
    }
  }

  /**
   * The ids of a workspace's projects in which a permission is allowed; undefined if it is allowed
   * in all projects.
   */
  async findProjects(
    knex: Knex,
    permission: ResourcePermission<typeof RESOURCE_TYPE_PROJECT>,
    workspace: { id: string; slug: string },
  ): Promise<readonly string[] | undefined> {
    const decision = await this.decide(permission);
    const isAllowed = evaluate(decision, { workspace });
    if (isAllowed !== undefined) {
      return isAllowed ? undefined : [];
    }
    const projects: Array<ProjectResource['project']> = await knex('projects')
      .select('id', 'entity_ref')
      .where('workspace_id', workspace.id)
      .whereNull('deleted_at');
    return projects
      .filter(project => evaluate(decision, { workspace, project }))
      .map(({ id }) => id);
  }
}

/** Allows everything, for changes by Callboard itself. */
export const unrestrictedPolicy = new CallerPolicy(async () => true);

/** Asks the portal's policy about the permissions of callers. */
export class Policy {
  readonly #decisions = new LRUCache<string, Promise<Decision>>({
    max: MAX_DECISIONS,
    ttl: TTL_MS,
  });

  constructor(private readonly permissions: PermissionsService) {}

  forCaller(user_ref: string, credentials: BackstageCredentials): CallerPolicy {
    return new CallerPolicy(async permission => {
      const key = `${user_ref} ${permission.name}`;
      let decision = this.#decisions.get(key);
      if (!decision) {
        decision = this.fetchDecision(permission, credentials);
        this.#decisions.set(key, decision);
        decision.catch(() => this.#decisions.delete(key));
      }
      return decision;
    });
  }

  /** @throws NotAllowedError if the token of a service is restricted to other permissions */
  async requireForService(
    permission: Permission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if ((await this.fetchDecision(permission, credentials)) !== true) {
      throw new NotAllowedError(
        `The token is not allowed to use ${permission.name}`,
      );
    }
  }

  private async fetchDecision(
    permission: Permission,
    credentials: BackstageCredentials,
  ): Promise<Decision> {
    const { permissions } = this;
    const [decision] = await (isResourcePermission(permission)
      ? permissions.authorizeConditional([{ permission }], { credentials })
      : permissions.authorize([{ permission }], { credentials })
    ).catch(error => {
      throw new ServiceUnavailableError(
        'The permission policy of the portal is unavailable. Try again in a few seconds',
        error,
      );
    });
    return toDecision(permission, decision);
  }
}

/** Registers the permissions and the resource types that policies can refer to. */
export function registerPermissions(
  knex: Knex,
  registry: PermissionsRegistryService,
): void {
  // Projects come first: some versions of the RBAC backend apply a condition only to the first
  // listed permission with the action of the condition. For the action `read`, the first one must
  // be a permission of projects.
  registry.addResourceType({
    resourceRef: projectResourceRef,
    permissions: listPermissions(RESOURCE_TYPE_PROJECT),
    rules: Object.values(projectRules),
    getResources: async ids => {
      const rows: Array<ProjectResource['project'] & { workspace: string }> =
        await knex('projects')
          .join('workspaces', 'workspaces.id', 'projects.workspace_id')
          .whereRaw(...inListSql(knex, 'projects.id', ids.filter(isId)))
          .whereNull('projects.deleted_at')
          .select(
            'projects.id',
            'projects.entity_ref',
            'workspaces.slug as workspace',
          );
      const resourcesById = new Map(
        rows.map(({ workspace, ...project }) => [
          project.id,
          { workspace, project },
        ]),
      );
      return ids.map(id => resourcesById.get(id));
    },
  });
  registry.addResourceType({
    resourceRef: workspaceResourceRef,
    permissions: listPermissions(RESOURCE_TYPE_WORKSPACE),
    rules: Object.values(workspaceRules),
    getResources: async slugs => slugs.map(workspace => ({ workspace })),
  });
  registry.addPermissions(callboardPermissions);
}

function listPermissions<Type extends string>(
  resourceType: Type,
): ResourcePermission<Type>[] {
  return callboardPermissions.filter((each): each is ResourcePermission<Type> =>
    isResourcePermission(each, resourceType),
  );
}
