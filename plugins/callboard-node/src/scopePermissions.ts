import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_PROJECT,
  RESOURCE_TYPE_WORKSPACE,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';

/** A workspace, as permission rules see it. @public */
export interface WorkspaceResource {
  /** The slug of the workspace. */
  workspace: string;
}

/** A project, as permission rules see it. @public */
export interface ProjectResource extends WorkspaceResource {
  /** The id of the project, and the reference of its entity. */
  project: { id: string; entity_ref: string };
}

/**
 * The condition of a rule, as data: the slugs of workspaces, or the ids or entity references of
 * projects. A resource must be in one of these workspaces or projects.
 *
 * @public
 */
export type ScopeCondition =
  | { readonly workspaces: readonly string[] }
  | { readonly projects: readonly string[] };

/** Projects as resources. A resource's reference is the project's id. @public */
export const projectResourceRef = createPermissionResourceRef<
  ProjectResource,
  ScopeCondition
>().with({ pluginId: 'callboard', resourceType: RESOURCE_TYPE_PROJECT });

/** Workspaces as resources. A resource's reference is the workspace's slug. @public */
export const workspaceResourceRef = createPermissionResourceRef<
  WorkspaceResource,
  ScopeCondition
>().with({ pluginId: 'callboard', resourceType: RESOURCE_TYPE_WORKSPACE });

const MAX_VALUES = 1_000;

const workspaceParams = z.object({
  workspaces: z
    .array(z.string())
    .max(MAX_VALUES)
    .describe('The slugs of the workspaces'),
});

const projectParams = z.object({
  projects: z
    .array(z.string())
    .max(MAX_VALUES)
    .describe('The entity references or ids of the projects'),
});

/** Whether a resource meets a condition of the rules. */
function includesResource(
  condition: ScopeCondition,
  { workspace, project }: WorkspaceResource & Partial<ProjectResource>,
): boolean {
  if ('workspaces' in condition) {
    return condition.workspaces.includes(workspace);
  }
  return condition.projects.some(
    value =>
      value.toLowerCase() === project?.entity_ref || value === project?.id,
  );
}

/** The permission rules of projects. @public */
export const projectRules = {
  isInProject: createPermissionRule({
    name: 'IS_IN_PROJECT',
    description: 'Allow the permission in the given projects',
    resourceRef: projectResourceRef,
    paramsSchema: projectParams,
    apply: (resource, params) => includesResource(params, resource),
    toQuery: params => params,
  }),
  isInWorkspace: createPermissionRule({
    name: 'IS_IN_WORKSPACE',
    description: 'Allow the permission in the projects of the given workspaces',
    resourceRef: projectResourceRef,
    paramsSchema: workspaceParams,
    apply: (resource, params) => includesResource(params, resource),
    toQuery: params => params,
  }),
};

/** The permission rules of workspaces. @public */
export const workspaceRules = {
  isInWorkspace: createPermissionRule({
    name: 'IS_IN_WORKSPACE',
    description: 'Allow the permission in the given workspaces',
    resourceRef: workspaceResourceRef,
    paramsSchema: workspaceParams,
    apply: (resource, params) => includesResource(params, resource),
    toQuery: params => params,
  }),
};

const projectExports = createConditionExports({
  resourceRef: projectResourceRef,
  rules: projectRules,
});

const workspaceExports = createConditionExports({
  resourceRef: workspaceResourceRef,
  rules: workspaceRules,
});

/** The conditions that a policy can apply to permissions in projects. @public */
export const projectConditions = projectExports.conditions;

/** The conditions that a policy can apply to permissions in workspaces. @public */
export const workspaceConditions = workspaceExports.conditions;

/**
 * Creates a policy's conditional decision on a permission in projects.
 *
 * @example
 * ```ts
 * createProjectConditionalDecision(
 *   permission,
 *   projectConditions.isInProject({ projects: ['component:default/checkout'] }),
 * );
 * ```
 *
 * @public
 */
export const createProjectConditionalDecision =
  projectExports.createConditionalDecision;

/** Creates a policy's conditional decision on a permission in workspaces. @public */
export const createWorkspaceConditionalDecision =
  workspaceExports.createConditionalDecision;
