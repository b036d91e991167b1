import { BasicPermission } from '@backstage/plugin-permission-common';
import { z } from 'zod';
import { Role } from '../roles';

/**
 * How somebody can be involved in a project without a role in it.
 *
 * - `assignee`: of the work item that the path names; or of any item of the
 *   project, where it names none.
 * - `author`: of the comment that the path names.
 * - `logger`: whose time the entry is that the path names.
 *
 * @public
 */
export type Relations = 'assignee' | 'author' | 'logger';

/**
 * Who may call an endpoint.
 *
 * - `public`: anyone, without a token.
 * - `user`: every signed-in person; services get 403.
 * - `workspace`: people whose role in the workspace named by the `slug` path
 *   parameter or the `workspace` query parameter is at least `role`. Someone
 *   who is not in the workspace gets 404. With `everyoneInDefault` the default
 *   workspace admits every signed-in person, member or not.
 * - `project`: people whose role in the project named by the `pid` path parameter
 *   is at least `role`. A workspace admin is an admin of all its projects, and
 *   everybody in the workspace counts as a guest of its open projects. A project
 *   one cannot see is 404. With `or`, people without the role may do it who are
 *   members of the workspace, or of the project, and involved in this way. With
 *   `only`, the role does not matter: only members who are involved in this way may
 *   do it.
 * - `service`: other plugins of the portal; people get 403.
 * - `superAdmin`: super admins only. Where the path names a workspace that the
 *   caller cannot see, the answer is 404, otherwise 403.
 * - `activityReader`: super admins and the configured readers of all activity.
 * - `anyAdmin`: admins of any workspace, and super admins; the answer is about the
 *   workspaces of which they are admins.
 *
 * @public
 */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'user' }
  | {
      readonly kind: 'workspace';
      readonly role: Role;
      readonly everyoneInDefault?: boolean;
      /**
       * A policy of the portal can refuse this permission to people with the
       * role.
       */
      readonly permission?: BasicPermission;
    }
  | {
      readonly kind: 'project';
      readonly role: Role;
      readonly or?: Relations;
    }
  | { readonly kind: 'project'; readonly only: Relations }
  | { readonly kind: 'service' }
  | { readonly kind: 'superAdmin' }
  | { readonly kind: 'activityReader' }
  | { readonly kind: 'anyAdmin' };

/** @public */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** @public */
export type ObjectSchema = z.ZodObject<z.ZodRawShape, z.core.$strict>;

/** The schema of "nothing here": no parameters, or an empty query. @public */
export const nothing = z.strictObject({});

/** @public */
export type Nothing = typeof nothing;

/**
 * One endpoint of the API, described once. The server's validation, the typed
 * client, the OpenAPI document and the generated tests all come from it.
 *
 * @public
 */
export interface Endpoint<
  Params extends ObjectSchema = ObjectSchema,
  Query extends ObjectSchema = ObjectSchema,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Who extends Access = Access,
> {
  readonly method: HttpMethod;
  /** Relative to the plugin's base path, parameters in braces. */
  readonly path: string;
  /** Another path to the same, with the same parameters. */
  readonly alias?: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Who;
  readonly params: Params;
  readonly query: Query;
  /** Absent for endpoints that take no body. */
  readonly body?: Body;
  /**
   * Present where a file is sent as `multipart/form-data`, in the part `file`;
   * the body then describes the form's other fields.
   */
  readonly upload?: { readonly maxBytes: number };
  readonly status: 200 | 201 | 202 | 204;
  /** The status of an answer that says `dry_run: true`, where it is another one. */
  readonly statusOfDryRun?: 200;
  /** The JSON answer; absent for downloads and 204. */
  readonly response?: Response;
  /**
   * Reads much of the database: few of them run at once, of everybody and of each
   * person, and the others wait.
   */
  readonly isHeavy?: true;
  /** Media type of a streamed download; the answer is then not JSON. */
  readonly download?: string;
}

/** What `defineEndpoint` takes. @public */
export type EndpointInput<
  Params extends ObjectSchema,
  Query extends ObjectSchema,
  Body extends z.ZodType,
  Response extends z.ZodType,
  Who extends Access,
> = Omit<
  Endpoint<Params, Query, Body, Response, Who>,
  'params' | 'query' | 'status'
> & {
  params?: Params;
  query?: Query;
  status?: 200 | 201 | 202 | 204;
};

/**
 * Describes an endpoint; what is left out means "none", and a status of 200.
 *
 * @public
 */
export function defineEndpoint<
  Params extends ObjectSchema = Nothing,
  Query extends ObjectSchema = Nothing,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodUndefined,
  const Who extends Access = Access,
>(
  endpoint: EndpointInput<Params, Query, Body, Response, Who>,
): Endpoint<Params, Query, Body, Response, Who> {
  return {
    status: 200,
    ...endpoint,
    params: (endpoint.params ?? nothing) as Params,
    query: (endpoint.query ?? nothing) as Query,
  };
}

/** The path parameters a handler receives. @public */
export type ParamsOf<E extends Endpoint> = z.output<E['params']>;

/** The query a handler receives, defaults filled in. @public */
export type QueryOf<E extends Endpoint> = z.output<E['query']>;

/** The query a client may send. @public */
export type QueryInputOf<E extends Endpoint> = z.input<E['query']>;

/** The body a handler receives. @public */
export type BodyOf<E extends Endpoint> = z.output<NonNullable<E['body']>>;

/** The body a client sends. @public */
export type BodyInputOf<E extends Endpoint> = z.input<NonNullable<E['body']>>;

/** The JSON an endpoint answers. @public */
export type ResponseOf<E extends Endpoint> = z.output<
  NonNullable<E['response']>
>;
