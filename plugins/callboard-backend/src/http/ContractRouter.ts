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
import { parseParts, readQuery } from './parseRequest';
import { etagOf, Precondition } from './Precondition';
import { readBody } from './readBody';
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
      parseParts([
        {
          part: 'query',
          schema: endpoint.query,
          value: readQuery(req.originalUrl),
        },
      ]);
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

  /** Credentials first, then the path, then access, and only then the rest. */
  private async understand<E extends Endpoint>(
    endpoint: E,
    req: express.Request,
    res: express.Response,
  ): Promise<HandlerContext<E>> {
    const { access } = this.deps;
    const caller = await access.caller(req);
    const [params] = parseParts([
      { part: 'path', schema: endpoint.params, value: req.params },
    ]);
    const rawQuery = readQuery(req.originalUrl);
    const workspace = await access.authorize(
      caller,
      endpoint.access,
      slugOf(endpoint, params as { slug?: string }, rawQuery),
    );
    const [query, body] = parseParts([
      { part: 'query', schema: endpoint.query, value: rawQuery },
      ...(endpoint.body
        ? [
            {
              part: 'body' as const,
              schema: endpoint.body,
              value: await readBody(req, res),
            },
          ]
        : []),
    ]);
    return {
      caller,
      ...workspace,
      params,
      query,
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
    const { version } = (result ?? {}) as { version?: unknown };
    if (typeof version === 'number') {
      res.setHeader('ETag', etagOf(version));
    }
    res.status(endpoint.status).json(result);
  }
}

/** The workspace a request names, in its path or its query. */
function slugOf(
  endpoint: Endpoint,
  params: { slug?: string },
  query: Record<string, string>,
): string | undefined {
  if ('slug' in endpoint.params.shape) {
    return params.slug;
  }
  const { workspace } = endpoint.query.shape;
  if (!workspace) {
    return undefined;
  }
  const [named] = parseParts([
    {
      part: 'query',
      schema: z.object({ workspace: workspace as z.ZodType<string> }),
      value: query,
    },
  ]) as [{ workspace: string }];
  return named.workspace;
}
