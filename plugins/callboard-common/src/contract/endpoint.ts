import { Permission } from '@backstage/plugin-permission-common';
import { z } from 'zod';
import { Role } from '../roles';
import { slug, uuid } from './primitives';

/** @public */
export const CSV_MEDIA_TYPE = 'text/csv; charset=utf-8';

/** @public */
export const XLSX_MEDIA_TYPE =
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** iCalendar, RFC 5545. @public */
export const CALENDAR_MEDIA_TYPE = 'text/calendar; charset=utf-8';

/** @public */
export const PDF_MEDIA_TYPE = 'application/pdf';

/** @public */
export const ZIP_MEDIA_TYPE = 'application/zip';

/**
 * The relations of a user to a resource that an endpoint can accept instead of a project role, or
 * require.
 *
 * - `assignee`: of the work item in the path, or of any item of the project if the path has none.
 * - `author`: of the comment in the path.
 *
 * @public
 */
export type Relation = 'assignee' | 'author';

/**
 * The callers that an endpoint admits.
 *
 * - `public`: anyone, without a token.
 * - `user`: every signed-in person; services get 403.
 * - `workspace`: people with at least `role` in the workspace of the `slug` path parameter or the
 *   `workspace` query parameter. Non-members get 404. With `everyoneInDefault` the default
 *   workspace admits every signed-in person, member or not.
 * - `project`: people with at least `role` in the project of the `pid` path parameter. A workspace
 *   admin is an admin of all its projects, and every member of the workspace is a guest of its open
 *   projects. A project that the caller cannot see is 404. `or` also admits members of the
 *   workspace or the project who have this relation. `only` ignores the role and admits only
 *   members who have this relation.
 * - `service`: other Backstage plugins, with service credentials; people get 403.
 * - `superAdmin`: super admins only. Others get 404 if the path has a workspace that they cannot
 *   see, otherwise 403.
 * - `activityReader`: super admins and the configured readers of all activity.
 * - `anyAdmin`: admins of any workspace, and super admins; the response covers the workspaces of
 *   which they are admins.
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
    }
  | {
      readonly kind: 'project';
      readonly role: Role;
      readonly or?: Relation;
    }
  | { readonly kind: 'project'; readonly only: Relation }
  | { readonly kind: 'service' }
  | { readonly kind: 'superAdmin' }
  | { readonly kind: 'activityReader' }
  | { readonly kind: 'anyAdmin' };

/** @public */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** @public */
export type ObjectSchema = z.ZodObject<z.ZodRawShape, z.core.$strict>;

/** The empty schema: no parameters, or an empty query. @public */
export const nothing = z.strictObject({});

/** @public */
export type Nothing = typeof nothing;

/**
 * The declaration of one API endpoint. The server's validation, the typed client, the OpenAPI
 * document and the generated tests derive from it.
 *
 * @public
 */
export interface Endpoint<
  Params extends ObjectSchema = ObjectSchema,
  Query extends ObjectSchema = ObjectSchema,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Caller extends Access = Access,
> {
  readonly method: HttpMethod;
  /** Relative to the plugin's base path, with parameters in braces. */
  readonly path: string;
  /** Another path to the same endpoint, with the same parameters. */
  readonly alias?: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Caller;
  /**
   * The permission of the portal's policy that callers need in addition to `access`. Every endpoint
   * that changes data or reads sensitive data has one.
   */
  readonly permission?: Permission;
  readonly params: Params;
  readonly query: Query;
  /** Absent for endpoints without a body. */
  readonly body?: Body;
  /**
   * Set for endpoints that receive a file as `multipart/form-data`, in the part `file`; the body
   * then describes the other fields of the form. The values of `jsonFields` are sent as JSON.
   */
  readonly upload?: {
    readonly maxBytes: number;
    readonly jsonFields?: readonly string[];
  };
  readonly status: 200 | 201 | 202 | 204;
  /** The status of the response to a request with `dry_run: true`, if it differs from `status`. */
  readonly statusOfDryRun?: 200;
  /** The JSON response; absent for downloads and 204. */
  readonly response?: Response;
  /**
   * Marks a heavy read: concurrency is limited in total and for each user, and further requests
   * wait.
   */
  readonly isHeavy?: true;
  /** Limits the number of events that a user may send per minute; beyond it, the response is 429. */
  readonly isRateLimited?: true;
  /** Marks a change that fails with 412 if `If-Match` lists versions, but not the current one. */
  readonly isConditional?: true;
  /** Marks an endpoint whose response is 409 if the request conflicts with the current state. */
  readonly canConflict?: true;
  /** Media type of a streamed download; the response is then not JSON. */
  readonly download?: string;
}

/** The input of `defineEndpoint`. @public */
export type EndpointInput<
  Params extends ObjectSchema,
  Query extends ObjectSchema,
  Body extends z.ZodType,
  Response extends z.ZodType,
  Caller extends Access,
> = Omit<
  Endpoint<Params, Query, Body, Response, Caller>,
  'params' | 'query' | 'status'
> & {
  params?: Params;
  query?: Query;
  status?: 200 | 201 | 202 | 204;
};

/** The names of the parameters in a path. @public */
export type ParamNames<Path extends string> =
  Path extends `${string}{${infer Name}}${infer Rest}`
    ? Name | ParamNames<Rest>
    : never;

/** The parameters in a path: `slug` is a workspace, all others are ids. @public */
export type PathParams<Path extends string> = z.ZodObject<
  {
    [Name in ParamNames<Path>]: Name extends 'slug' ? typeof slug : typeof uuid;
  },
  z.core.$strict
>;

function buildPathParams(path: string): ObjectSchema {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return z.strictObject(
    Object.fromEntries(
      names.map(name => [name, name === 'slug' ? slug : uuid]),
    ),
  );
}

/**
 * Declares an endpoint. If `params` is omitted, the path determines the parameters: `slug` is the
 * short name of a workspace, all others are ids. Other omitted parts mean "none"; the default
 * status is 200.
 *
 * @public
 */
export function defineEndpoint<
  const Path extends string,
  Params extends ObjectSchema = PathParams<Path>,
  Query extends ObjectSchema = Nothing,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodUndefined,
  const Caller extends Access = Access,
>(
  endpoint: EndpointInput<Params, Query, Body, Response, Caller> & {
    path: Path;
  },
): Endpoint<Params, Query, Body, Response, Caller> {
  return {
    status: 200,
    ...endpoint,
    params: (endpoint.params ?? buildPathParams(endpoint.path)) as Params,
    query: (endpoint.query ?? nothing) as Query,
  };
}

/** The path parameters that a handler receives. @public */
export type ParamsOf<E extends Endpoint> = z.output<E['params']>;

/** The query that a handler receives, with defaults. @public */
export type QueryOf<E extends Endpoint> = z.output<E['query']>;

/** The query that a client may send. @public */
export type QueryInputOf<E extends Endpoint> = z.input<E['query']>;

/** The body that a handler receives. @public */
export type BodyOf<E extends Endpoint> = z.output<NonNullable<E['body']>>;

/** The body that a client sends. @public */
export type BodyInputOf<E extends Endpoint> = z.input<NonNullable<E['body']>>;

/** The JSON response of an endpoint. @public */
export type ResponseOf<E extends Endpoint> = z.output<
  NonNullable<E['response']>
>;
