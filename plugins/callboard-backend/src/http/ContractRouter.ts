import { ForwardedError, NotFoundError } from '@backstage/errors';
import {
  allEndpoints,
  BodyOf,
  Endpoint,
  ParamsOf,
  QueryOf,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { Access } from '../access/Access';
import { Caller, WorkspaceAccess } from '../access/Caller';
import { parseParts, PartToParse } from './parseRequest';
import { etagOf, Precondition } from './Precondition';
import { readBody } from './readBody';
import { readQuery } from './readQuery';
import { translateErrors } from './translateErrors';

/**
 * A request that has been let in and understood. `workspace` and `role` are
 * there when the endpoint's path or query names a workspace.
 */
export interface HandlerContext<E extends Endpoint> extends WorkspaceAccess {
  caller: Caller;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  precondition: Precondition;
}

/** Answers a request with what the contract says. */
export type Handler<E extends Endpoint> = (
  context: HandlerContext<E>,
) => Promise<ResponseOf<E>>;

/** Streams a download. */
export type DownloadHandler<E extends Endpoint> = (
  context: HandlerContext<E>,
  res: express.Response,
) => Promise<void>;

/** Binds the endpoints of the contract to their handlers. */
export class ContractRouter {
  readonly #router = Router();
  readonly #bound = new Set<Endpoint>();

  constructor(
    private readonly deps: {
      access: Access;
      /** Fails requests whose answer is not what the contract says. */
      checkResponses: boolean;
    },
  ) {}

  /** Binds an endpoint for signed-in people. */
  handle<E extends Endpoint>(endpoint: E, handler: Handler<E>): void {
    this.bind(endpoint, async (req, res) => {
      const context = await this.understand(endpoint, req, res);
      this.answer(endpoint, res, await handler(context));
    });
  }

  /** Binds an endpoint that streams its answer. */
  download<E extends Endpoint>(endpoint: E, handler: DownloadHandler<E>): void {
    this.bind(endpoint, async (req, res) => {
      const context = await this.understand(endpoint, req, res);
      await handler(context, res);
    });
  }

  /** Binds an endpoint that needs no credentials. */
  handlePublic<E extends Endpoint>(
    endpoint: E,
    handler: () => Promise<ResponseOf<E>>,
  ): void {
    this.bind(endpoint, async (req, res) => {
      parseParts([queryPart(endpoint, req)]);
      this.answer(endpoint, res, await handler());
    });
  }

  /**
   * The finished router.
   *
   * @throws Error when an endpoint of the contract has no handler
   */
  build(): express.Router {
    const missing = Object.entries(allEndpoints)
      .filter(([, endpoint]) => !this.#bound.has(endpoint))
      .map(([name]) => name);
    if (missing.length > 0) {
      throw new Error(`No handler for ${missing.join(', ')}`);
    }
    this.#router.use((req, _res, next) =>
      next(new NotFoundError(`There is no ${req.method} ${req.path}`)),
    );
    this.#router.use(translateErrors);
    return this.#router;
  }

  private bind(
    endpoint: Endpoint,
    run: (req: express.Request, res: express.Response) => Promise<void>,
  ): void {
    this.#bound.add(endpoint);
    const method = endpoint.method.toLowerCase() as 'get';
    this.#router[method](
      endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
      (req: express.Request, res: express.Response) => run(req, res),
    );
  }

  /**
   * Credentials first, then the workspace and access to it, and only then the
   * rest. Where the request does not even name a workspace as it should, that
   * is one of its problems, told with all the others.
   */
  private async understand<E extends Endpoint>(
    endpoint: E,
    req: express.Request,
    res: express.Response,
  ): Promise<HandlerContext<E>> {
    const { access } = this.deps;
    const caller = await access.caller(req);
    const path = pathPart(endpoint, req);
    const query = queryPart(endpoint, req);
    const named = nameOfWorkspace(endpoint, path, query);
    const workspace = named.isValid
      ? await access.authorize(caller, endpoint.access, named.slug)
      : undefined;
    const [params, queryValues, body] = parseParts([
      path,
      query,
      ...(endpoint.body ? [await bodyPart(endpoint.body, req, res)] : []),
    ]);
    return {
      caller,
      ...workspace,
      params,
      query: queryValues,
      body,
      precondition: Precondition.fromHeader(req.header('if-match')),
    } as HandlerContext<E>;
  }

  private answer(
    endpoint: Endpoint,
    res: express.Response,
    result: unknown,
  ): void {
    if (this.deps.checkResponses && endpoint.response) {
      const { error } = endpoint.response.safeParse(result);
      if (error) {
        throw new ForwardedError(
          `${endpoint.method} ${endpoint.path} answered what its contract does not allow`,
          error,
        );
      }
    }
    if (endpoint.status === 204) {
      res.status(204).end();
      return;
    }
    // What people did, and what a workspace is, is nothing to keep copies of;
    // and versions begin again when a name is used again.
    res.setHeader('Cache-Control', 'no-store');
    const { version } = (result ?? {}) as { version?: unknown };
    if (typeof version === 'number') {
      res.setHeader('ETag', etagOf(version));
    }
    res.status(endpoint.status).json(result);
  }
}

function pathPart(endpoint: Endpoint, req: express.Request): PartToParse {
  const { params } = endpoint;
  return { part: 'path', schema: params, value: req.params, problems: [] };
}

function queryPart(endpoint: Endpoint, req: express.Request): PartToParse {
  const { query } = endpoint;
  return { part: 'query', schema: query, ...readQuery(req.originalUrl) };
}

async function bodyPart(
  schema: z.ZodType,
  req: express.Request,
  res: express.Response,
): Promise<PartToParse> {
  return { part: 'body', schema, ...(await readBody(req, res)) };
}

/**
 * The workspace a request names, in its path or its query, if its endpoint is
 * about one. A path that is wrong anywhere names none.
 */
function nameOfWorkspace(
  endpoint: Endpoint,
  path: PartToParse,
  query: PartToParse,
): { isValid: boolean; slug?: string } {
  const params = path.schema.safeParse(path.value);
  if (!params.success || 'slug' in endpoint.params.shape) {
    return {
      isValid: params.success,
      slug: (params.data as { slug?: string } | undefined)?.slug,
    };
  }
  const schema = endpoint.query.shape.workspace as z.ZodType<string>;
  if (!schema) {
    return { isValid: true };
  }
  const { workspace } = query.value as { workspace?: string };
  const named = schema.safeParse(workspace);
  return { isValid: named.success, slug: named.data };
}
