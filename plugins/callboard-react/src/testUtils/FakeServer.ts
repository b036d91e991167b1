import {
  endpoints,
  workspaceSettings,
  type Activity,
  type Endpoint,
  type Me,
} from '@callboard/plugin-callboard-common';
import type { z } from 'zod';
import { toMyAccess, toFakeId, newMe } from './fixtures';
import { createActivityHandlers } from './activityHandlers';
import { listDepartmentTree } from './listDepartmentTree';
import {
  recordViolation,
  type AnswerOf,
  type EndpointId,
  type FakeCall,
  type FakeHandlers,
  matchEndpoint,
  ErrorResponse,
} from './FakeCall';
import { Collections } from './Collections';
import { createExampleResponse } from './createExampleResponse';
import {
  findCollections,
  type CollectionName,
  type StoredIn,
} from './findCollections';

type AnyHandler = (call: FakeCall) => unknown;

/** Lists the validation errors of a value, by field. */
function listValidationErrors(
  schema: z.ZodType,
  value: unknown,
  prefix: string,
): string[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(
    ({ path, message }) => `${[prefix, ...path].join('.')}: ${message}`,
  );
}

/** The fields of a form, without the file. */
function readForm(
  form: FormData,
  { upload }: Pick<Endpoint, 'upload'>,
): Record<string, unknown> {
  const fields = [...form.entries()].filter(([name]) => name !== 'file');
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      upload?.jsonFields?.includes(name) ? JSON.parse(String(value)) : value,
    ]),
  );
}

/**
 * Fakes Callboard's backend in tests. The contract defines which requests exist, their input and
 * their response; a request or a response that violates it fails the test that calls
 * `expectValidContract` afterwards. The server lists, creates, changes and deletes the resources it
 * stores. Tests add handlers for endpoints that respond differently or enforce a rule.
 *
 * @internal
 */
export class FakeServer {
  /** All requests, in order. */
  readonly calls: FakeCall[] = [];
  /** The error for the next request with this method. */
  failNext?: { method: string; refusal: ErrorResponse };
  /** The error for all requests whose path starts with this prefix. */
  #refusedBelow?: { path: string; refusal: ErrorResponse };
  /** The signed-in person: a member of the default workspace, until `actAs`. */
  me: Me = newMe();
  #waitForRelease = async () => {};
  readonly #collections = new Collections();
  readonly #handlers: Record<string, AnyHandler | undefined> = {
    getMe: () => this.me,
    // Pages subscribe to live updates; tests that send signals use `FakeSignals`.
    getLive: () => ({ channels: [{ name: 'live', topics: ['change'] }] }),
    // Lists request the resources that their rows refer to; the fake finds none.
    listResources: () => ({ items: [], deleted: [] }),
    // Pages request the subscriptions of projects, work items and dashboards; the fake has none.
    getDashboardSubscription: () => ({ level: 'none', source: 'none' }),
    getProjectSubscription: () => ({ level: 'mentions', source: 'none' }),
    getWorkItemSubscription: () => ({ level: 'mentions', source: 'none' }),
    getMyAccess: async call =>
      toMyAccess((await this.#handlers.getMe?.(call)) as Me),
    getDepartmentTree: () => listDepartmentTree(this),
  };

  constructor() {
    this.answer(createActivityHandlers(this.activityLog));
    const [{ role: _, ...workspace }] = this.me.workspaces;
    const settings = workspaceSettings.defaults;
    this.insert('workspaces', { ...workspace, settings });
  }

  /** The resources of a collection, in the order of its list; tests may change the array. */
  store<Name extends CollectionName>(name: Name): Array<StoredIn<Name>> {
    return this.#collections.all(name);
  }

  /** Stores the minimal resource that the contract allows, with some fields set. */
  insert<Name extends CollectionName>(
    name: Name,
    values: Partial<StoredIn<Name>> = {},
  ): StoredIn<Name> {
    return this.#collections.insert(name, values);
  }

  /** The activity log, newest first. */
  get activityLog(): Activity[] {
    return this.store('myProjectsActivity');
  }

  /** Adds activity entries about a component; the last one is the newest. */
  record(...rows: Array<Partial<Activity>>): void {
    for (const row of rows) {
      this.insert('myProjectsActivity', {
        workspace_id: toFakeId('workspace', 1),
        user_id: 'user:default/max.member',
        user_name: 'Max Member',
        action: 'update',
        entity_type: 'component',
        entity_id: 'component:default/payments-api',
        entity_label: 'payments-api',
        source: 'backend',
        created_at: new Date().toISOString(),
        ...row,
      });
    }
  }

  /** Signs in a person, by default the current one, with a role in each stored workspace. */
  actAs({
    role = 'member',
    ...person
  }: Partial<Me> & Partial<Pick<Me['workspaces'][number], 'role'>>): this {
    const workspaces = this.store('workspaces').map(
      ({ id, slug, name, timezone }) => ({ id, slug, name, timezone, role }),
    );
    this.me = { ...this.me, is_super_admin: false, workspaces, ...person };
    return this;
  }

  /** Rejects the next request that has this method. */
  refuse(
    method: string,
    ...refusal: ConstructorParameters<typeof ErrorResponse>
  ): this {
    this.failNext = { method, refusal: new ErrorResponse(...refusal) };
    return this;
  }

  /** Rejects all requests whose path starts with a prefix, until `stopRefusing`. */
  refuseBelow(
    path: string,
    ...refusal: ConstructorParameters<typeof ErrorResponse>
  ): this {
    this.#refusedBelow = { path, refusal: new ErrorResponse(...refusal) };
    return this;
  }

  stopRefusing(): void {
    this.#refusedBelow = undefined;
  }

  /**
   * Blocks requests while `isBlocked` returns true.
   *
   * @returns a function that releases them
   */
  blockRequests(isBlocked: () => boolean): () => void {
    let release = () => {};
    const released = new Promise<void>(resolve => {
      release = resolve;
    });
    this.#waitForRelease = async () => (isBlocked() ? released : undefined);
    return release;
  }

  /** The default response from the store, for handlers that add a rule. */
  answerFromStore<Id extends EndpointId>(call: FakeCall<Id>): AnswerOf<Id> {
    const answer = this.#collections.answer(call as FakeCall);
    return answer?.content as AnswerOf<Id>;
  }

  /** Adds or replaces handlers. */
  answer(handlers: FakeHandlers): this {
    Object.assign(this.#handlers, handlers);
    return this;
  }

  /**
   * Adds handlers for the reads that have neither a handler nor a store. They return the minimal
   * response of the contract. For development; tests define each response.
   */
  answerUnhandledReads(): this {
    for (const id of Object.keys(endpoints) as EndpointId[]) {
      const { method, response }: Endpoint = endpoints[id];
      if (
        method === 'GET' &&
        response &&
        !this.#handlers[id] &&
        !findCollections().byEndpoint.has(id)
      ) {
        this.#handlers[id] = () => createExampleResponse(id);
      }
    }
    return this;
  }

  /** All requests as text, such as `GET /workspaces?limit=7`. */
  get requests(): string[] {
    return this.calls.map(
      ({ method, path, query }) =>
        `${method} ${path}${query.size > 0 ? `?${query}` : ''}`,
    );
  }

  /** The requests with this method and with `part` in their path. */
  sent(method: string, part: string): FakeCall[] {
    return this.calls.filter(
      call => call.method === method && call.path.includes(part),
    );
  }

  /** The queries of the requests to a path, in order. */
  listQueries(path: string): URLSearchParams[] {
    return this.calls
      .filter(call => call.path === path)
      .map(({ query }) => query);
  }

  /** The error that rejects a request before its handler runs. */
  protected takeRefusal({ method, path }: FakeCall): ErrorResponse | undefined {
    const below = this.#refusedBelow;
    if (below && path.startsWith(below.path)) {
      return below.refusal;
    }
    const next = this.failNext;
    if (next?.method !== method) {
      return undefined;
    }
    this.failNext = undefined;
    return next.refusal;
  }

  /** The portal's `fetch`. */
  readonly fetch = async (
    input: RequestInfo | URL,
    init: RequestInit = {},
  ): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const method = init.method ?? 'GET';
    const path = url.pathname.replace(/^.*\/api\/callboard/, '');
    init.signal?.throwIfAborted();
    await this.#waitForRelease();
    const match = matchEndpoint(method, path);
    if (!match) {
      return this.#failContract(`${method} ${path} is not in the contract`);
    }
    const { id, endpoint, params } = match;
    const form = init.body instanceof FormData ? init.body : undefined;
    const json = typeof init.body === 'string' && JSON.parse(init.body);
    const call = {
      endpoint: id,
      method,
      path,
      params,
      query: url.searchParams,
      body: form ? readForm(form, endpoint) : json || undefined,
      form,
      ifMatch: new Headers(init.headers).get('if-match'),
    } as FakeCall;
    this.calls.push(call);
    // URLs that people type can contain malformed ids.
    if (listValidationErrors(endpoint.params, params, '').length > 0) {
      return new ErrorResponse(400, 'The path is malformed').toResponse();
    }
    const errors = [
      ...listValidationErrors(
        endpoint.query,
        Object.fromEntries(call.query),
        'query',
      ),
      ...(endpoint.body
        ? listValidationErrors(endpoint.body, call.body, 'body')
        : []),
    ];
    return errors.length > 0
      ? this.#failContract(
          `The request of ${id} is invalid: ${errors.join('; ')}`,
        )
      : this.#answer(id, endpoint, call);
  };

  async #answer(
    id: EndpointId,
    endpoint: Endpoint,
    call: FakeCall,
  ): Promise<Response> {
    const handler = this.#handlers[id];
    try {
      const refusal = this.takeRefusal(call);
      if (refusal) {
        throw refusal;
      }
      const answer = handler
        ? { content: await handler(call) }
        : this.#collections.answer(call);
      if (!answer) {
        return this.#failContract(`The test has no handler for ${id}`);
      }
      const { content } = answer;
      if (content instanceof Response) {
        return content;
      }
      if (content === undefined) {
        return endpoint.status === 204
          ? new Response(null, { status: 204 })
          : this.#failContract(`${id} needs a response`);
      }
      // A deep copy, so that later changes of the state do not alter the response.
      const body = JSON.parse(JSON.stringify(content));
      const errors = endpoint.response
        ? listValidationErrors(endpoint.response, body, 'response')
        : ['response: the contract defines no JSON'];
      return errors.length > 0
        ? this.#failContract(
            `The response of ${id} is invalid: ${errors.join('; ')}`,
          )
        : Response.json(body, { status: endpoint.status });
    } catch (error) {
      if (error instanceof ErrorResponse) {
        return error.toResponse();
      }
      return this.#failContract(`The handler of ${id} failed: ${error}`);
    }
  }

  #failContract(text: string): Response {
    recordViolation(text);
    return new ErrorResponse(500, text).toResponse();
  }
}
