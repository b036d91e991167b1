import { ForwardedError, NotFoundError } from '@backstage/errors';
import {
  allEndpoints,
  CallParts,
  Endpoint,
  Features,
  listEndpointFeatures,
  nothing,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import express from 'express';
import Router from 'express-promise-router';
import { maxBy, memoize, once, pick } from 'lodash';
import { z } from 'zod';
import { Access } from '../access/Access';
import { Caller } from '../access/Caller';
import { getWrittenRowCount } from '../exports';
import { comparePaths, toRoutePath } from './routePaths';
import { ConcurrencyLimit } from './ConcurrencyLimit';
import { ConstantJson } from './ConstantJson';
import {
  Admission,
  Handler,
  ServiceRequest,
  UploadHandler,
  HandlerContext,
  PartToParse,
} from './Handler';
import {
  createHandlerContext,
  parseWorkspaceParams,
  readBodyPart,
  readPathPart,
  getPrecondition,
  readQueryPart,
  parseParts,
} from './requestParts';
import { getErrorStatus } from '../kernel/errorStatus';
import { traceRequest } from '../kernel/tracing';
import { InvalidRequestError } from './errors';
import { listErrorStatuses } from './endpointErrors';
import { toEtag, Precondition } from './Precondition';
import { ReadLimiter } from './ReadLimiter';
import { readUpload } from './readUpload';
import { translateErrors } from './translateErrors';

/** Represents callers without credentials. */
const anonymousCaller = { user_ref: '' };

/** Receives each download of a user, with its number of data rows. */
type DownloadListener = (
  endpoint: Endpoint,
  context: HandlerContext<Endpoint>,
  rows: number,
) => Promise<void>;

type HttpHandler = (
  req: express.Request,
  res: express.Response,
) => Promise<void>;

/** Binds the endpoints of the contract to their handlers, in any order. */
export class ContractRouter {
  readonly #httpHandlers = new Map<Endpoint, HttpHandler>();
  /** The handlers that `call` can run: those bound with `handle`. */
  readonly #callableHandlers = new Map<Endpoint, Handler<any>>();
  /**
   * Finds the GET endpoint of the resource that an endpoint's path names, or else of the nearest
   * resource above it. Omits lists and heavy endpoints: rejecting a request must stay cheap.
   */
  readonly #findResourceEndpoint = memoize(
    (endpoint: Endpoint): Endpoint | undefined =>
      maxBy(
        [...this.#callableHandlers.keys()].filter(
          ({ method, path, params, isHeavy }) =>
            method === 'GET' &&
            path.endsWith('}') &&
            !isHeavy &&
            `${endpoint.path}/`.startsWith(`${path}/`) &&
            Object.keys(params.shape).some(
              name => !['slug', 'pid'].includes(name),
            ),
        ),
        ({ path }) => path.length,
      ),
  );
  #onDownload: DownloadListener = async () => {};

  constructor(
    private readonly deps: {
      access: Access;
      /** Receives every error before the response is sent, and must pass the error to `next`. */
      onError: express.ErrorRequestHandler;
      readLimiter: ReadLimiter;
      /** Whether requests fail if their response or error violates the contract. */
      checkResponses: boolean;
      downloads: ConcurrencyLimit;
      uploads: ConcurrencyLimit;
    },
  ) {}

  /** Binds an endpoint for signed-in users. */
  handle<E extends Endpoint>(endpoint: E, handler: Handler<E>): void {
    this.#callableHandlers.set(endpoint, handler);
    this.#httpHandlers.set(endpoint, async (req, res) => {
      const context = await this.readContext(endpoint, req, res);
      const result = await this.deps.readLimiter.run(endpoint, context, () =>
        handler(context),
      );
      this.respond(endpoint, res, result);
    });
  }

  /** Binds an endpoint that streams its response. */
  download<E extends Endpoint>(
    endpoint: E,
    handler: (
      context: HandlerContext<E>,
      res: express.Response,
    ) => Promise<void>,
  ): void {
    this.#httpHandlers.set(endpoint, async (req, res) => {
      const context = await this.readContext(endpoint, req, res);
      await this.deps.downloads.run(context.caller.user_ref, () =>
        handler(context, res),
      );
      await this.#onDownload(endpoint, context, getWrittenRowCount(res));
    });
  }

  /** Sets the listener that is called after the response of a download has been sent. */
  onDownload(listener: DownloadListener): void {
    this.#onDownload = listener;
  }

  /** Binds an endpoint that receives a file. The file is read only after access is granted. */
  upload<E extends Endpoint>(endpoint: E, handler: UploadHandler<E>): void {
    const { upload: limits, body: schema = nothing } = endpoint;
    if (!limits) {
      throw new Error(`${endpoint.path} accepts no file`);
    }
    this.#httpHandlers.set(endpoint, async (req, res) => {
      const admission = await this.admit(endpoint, req);
      const { fields, file, dispose } = await readUpload(req, limits);
      let result: unknown;
      try {
        const body: PartToParse = { name: 'body', schema, ...fields };
        const context = await this.createContext<E>(
          endpoint,
          admission,
          body,
          getPrecondition(req),
        );
        // If the form had no file, `createContext` would have thrown.
        const run = () => handler(Object.assign(context, { file: file! }));
        result = await this.deps.uploads.run(context.caller.user_ref, run);
      } finally {
        await dispose();
      }
      this.respond(endpoint, res, result);
    });
  }

  /** Binds an endpoint without authentication. */
  handlePublic<E extends Endpoint>(
    endpoint: E,
    handler: () => Promise<ResponseOf<E>>,
  ): void {
    this.#httpHandlers.set(endpoint, async (req, res) => {
      parseParts([readQueryPart(endpoint, req)]);
      this.respond(endpoint, res, await handler());
    });
  }

  /** Binds an endpoint without authentication whose response never changes. */
  handleConstant<E extends Endpoint>(
    endpoint: E,
    buildResponse: () => ResponseOf<E>,
  ): void {
    const json = once(() => {
      const value = buildResponse();
      this.checkResponse(endpoint, value);
      return new ConstantJson(value);
    });
    this.#httpHandlers.set(endpoint, async (req, res) => {
      parseParts([readQueryPart(endpoint, req)]);
      json().send(req, res);
    });
  }

  /**
   * Binds a download without authentication. The limits of heavy reads count all its callers as one
   * user.
   */
  downloadPublic<E extends Endpoint>(
    endpoint: E,
    handler: (
      request: Pick<ServiceRequest<E>, 'params' | 'query'>,
      res: express.Response,
    ) => Promise<void>,
  ): void {
    this.#httpHandlers.set(endpoint, async (req, res) => {
      const parts = [readPathPart(endpoint, req), readQueryPart(endpoint, req)];
      const [params, query] = parseParts(parts);
      const request = { params, query } as Parameters<typeof handler>[0];
      await this.deps.readLimiter.run(
        endpoint,
        { query: request.query, caller: anonymousCaller },
        () => handler(request, res),
      );
    });
  }

  /** Binds an endpoint for other Backstage plugins. */
  handleService<E extends Endpoint>(
    endpoint: E,
    handler: (request: ServiceRequest<E>) => Promise<ResponseOf<E>>,
  ): void {
    this.#httpHandlers.set(endpoint, async (req, res) => {
      const service = await this.deps.access.getServiceSubject(req, endpoint);
      const parts = [readPathPart(endpoint, req), readQueryPart(endpoint, req)];
      if (endpoint.body)
        parts.push(await readBodyPart(endpoint.body, req, res));
      const [params, query, body] = parseParts(parts);
      const request = { service, params, query, body } as ServiceRequest<E>;
      const result = await this.deps.readLimiter.run(endpoint, request, () =>
        handler(request),
      );
      this.respond(endpoint, res, result);
    });
  }

  /**
   * Calls an endpoint on behalf of a user without HTTP. Applies the same access control, request
   * schemas, read limits and handler as a request. Does not check the response.
   *
   * @throws NotFoundError for an endpoint that was not bound with `handle`
   * @throws InvalidRequestError, and all errors of access control and the handler
   */
  async call<E extends Endpoint>(
    caller: Caller,
    endpoint: E,
    parts: CallParts<E>,
  ): Promise<ResponseOf<E>> {
    const handler = this.#callableHandlers.get(endpoint);
    if (!handler) {
      throw new NotFoundError(
        `The endpoint ${endpoint.method} ${endpoint.path} cannot be called`,
      );
    }
    const { params = {}, query = {}, body } = parts as Record<string, unknown>;
    const toPart = (
      name: PartToParse['name'],
      schema: z.ZodType,
      value: unknown,
    ) => ({ name, schema, value, problems: [] });
    const admission = await this.admitRequest(
      endpoint,
      caller,
      toPart('path', endpoint.params, params),
      toPart('query', endpoint.query, query),
    );
    const part = endpoint.body && toPart('body', endpoint.body, body);
    const context = createHandlerContext<E>(admission, part, Precondition.none);
    return this.deps.readLimiter.run(endpoint, context, () => handler(context));
  }

  /**
   * Builds the router. Endpoints of features that are off respond with 404.
   *
   * @throws Error if an endpoint has no handler although its features are on
   */
  build(features: Features): express.Router {
    const isOff = (endpoint: Endpoint) =>
      listEndpointFeatures(endpoint).some(name => !features[name]);
    const missing = Object.entries(allEndpoints)
      .filter(([, each]) => !this.#httpHandlers.has(each) && !isOff(each))
      .map(([name]) => name);
    if (missing.length > 0) {
      throw new Error(`No handler for ${missing.join(', ')}`);
    }
    const refuse: express.RequestHandler = (req, _res, next) =>
      next(
        new NotFoundError(
          `The endpoint ${req.method} ${req.path} does not exist`,
        ),
      );
    const toHandler =
      (endpoint: Endpoint, httpHandler: HttpHandler): express.RequestHandler =>
      (req, res) =>
        httpHandler(req, res).catch(error => {
          this.checkError(endpoint, error);
          throw error;
        });
    const routes = [
      ...[...this.#httpHandlers].map(([endpoint, httpHandler]) => ({
        endpoint,
        handler: toHandler(endpoint, httpHandler),
      })),
      // Without these routes, a parameter in the path of another endpoint could match the request.
      ...Object.values(allEndpoints)
        .filter(isOff)
        .map(endpoint => ({ endpoint, handler: refuse })),
    ].flatMap(({ endpoint, handler }) =>
      [endpoint.path, endpoint.alias ?? []]
        .flat()
        .map(path => ({ endpoint, path, handler })),
    );
    const router = Router();
    for (const { endpoint, path, handler } of routes.sort(comparePaths)) {
      const method = endpoint.method.toLowerCase() as 'get';
      router[method](toRoutePath(path), traceRequest(path, handler));
    }
    router.use(refuse);
    router.use(this.deps.onError);
    router.use(translateErrors);
    return router;
  }

  private async readContext<E extends Endpoint>(
    endpoint: E,
    req: express.Request,
    res: express.Response,
  ): Promise<HandlerContext<E>> {
    const admission = await this.admit(endpoint, req);
    const body = endpoint.body && (await readBodyPart(endpoint.body, req, res));
    return this.createContext(endpoint, admission, body, getPrecondition(req));
  }

  /**
   * @throws InvalidRequestError listing every invalid field of every part
   * @throws NotFoundError or NotAllowedError instead, if the caller may not see the resource of the
   * request: an error about access comes before errors about fields
   */
  private async createContext<E extends Endpoint>(
    endpoint: E,
    admission: Admission,
    body: PartToParse | undefined,
    precondition: Precondition,
  ): Promise<HandlerContext<E>> {
    try {
      return createHandlerContext(admission, body, precondition);
    } catch (error) {
      if (error instanceof InvalidRequestError) {
        await this.requireResource(endpoint, admission);
      }
      throw error;
    }
  }

  /**
   * Checks that the caller may read the resource that the path names, by calling its GET endpoint.
   * Does nothing if no such endpoint exists, or if the path is invalid.
   *
   * @throws NotFoundError or NotAllowedError if the caller may not read the resource
   */
  private async requireResource(
    endpoint: Endpoint,
    { caller, path }: Admission,
  ): Promise<void> {
    const resourceEndpoint = this.#findResourceEndpoint(endpoint);
    if (!resourceEndpoint) {
      return;
    }
    const params = pick(path.value, Object.keys(resourceEndpoint.params.shape));
    try {
      await this.call(caller, resourceEndpoint, {
        params,
      } as CallParts<Endpoint>);
    } catch (error) {
      if ([403, 404].includes(getErrorStatus(error))) {
        throw error;
      }
    }
  }

  /** Checks the credentials, then the access of the caller. */
  private async admit(
    endpoint: Endpoint,
    req: express.Request,
  ): Promise<Admission> {
    const caller = await this.deps.access.getCaller(req);
    return this.admitRequest(
      endpoint,
      caller,
      readPathPart(endpoint, req),
      readQueryPart(endpoint, req),
    );
  }

  /**
   * Checks access to the workspace before it validates the other parts of the request. An invalid
   * workspace is reported later, together with the other problems.
   */
  private async admitRequest(
    endpoint: Endpoint,
    caller: Caller,
    path: PartToParse,
    query: PartToParse,
  ): Promise<Admission> {
    const target = parseWorkspaceParams(endpoint, path, query);
    const workspace = target.isValid
      ? await this.deps.access.authorize(caller, endpoint, target)
      : undefined;
    return { caller, ...workspace, path, query };
  }

  private checkResponse(endpoint: Endpoint, result: unknown): void {
    if (this.deps.checkResponses && endpoint.response) {
      const { error } = endpoint.response.safeParse(result);
      if (error) {
        throw new ForwardedError(
          `The response of ${endpoint.method} ${endpoint.path} violates the contract`,
          error,
        );
      }
    }
  }

  private checkError(endpoint: Endpoint, error: unknown): void {
    if (!this.deps.checkResponses) {
      return;
    }
    const status = getErrorStatus(error);
    const expected: number[] = [500, ...listErrorStatuses(endpoint)];
    if (!expected.includes(status)) {
      throw new ForwardedError(
        `The error ${status} of ${endpoint.method} ${endpoint.path} violates the contract`,
        error,
      );
    }
  }

  private respond(
    endpoint: Endpoint,
    res: express.Response,
    result: unknown,
  ): void {
    this.checkResponse(endpoint, result);
    if (endpoint.status === 204) {
      res.status(204).end();
      return;
    }
    // Responses contain personal and confidential data that must not be cached. Besides, an
    // outdated response could have the current ETag: a new workspace that reuses the slug of a
    // deleted workspace starts again at version 1.
    res.setHeader('Cache-Control', 'no-store');
    const { version, dry_run } = (result ?? {}) as Record<string, unknown>;
    if (typeof version === 'number') {
      res.setHeader('ETag', toEtag(version));
    }
    // Not `res.json`: it indents, and computes an ETag of a response that must not be cached.
    res
      .status((dry_run === true && endpoint.statusOfDryRun) || endpoint.status)
      .type('application/json')
      .end(JSON.stringify(result));
  }
}
