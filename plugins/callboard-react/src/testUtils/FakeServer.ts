import type { Endpoint, Me } from '@callboard/plugin-callboard-common';
import type { z } from 'zod';
import { accessOf } from './accessOf';
import { noteBrokenContract } from './brokenContract';
import type { EndpointId, FakeCall, FakeHandlers } from './FakeCall';
import { matchEndpoint } from './matchEndpoint';
import { Refusal } from './Refusal';

type AnyHandler = (call: FakeCall) => unknown;

/** What is wrong with a value, field by field. */
function faultsOf(schema: z.ZodType, value: unknown, where: string): string[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(
    ({ path, message }) => `${[where, ...path].join('.')}: ${message}`,
  );
}

/** Fields of a form, and the file. */
function readForm(form: FormData): Record<string, unknown> {
  const { file: _, ...fields } = Object.fromEntries(form.entries());
  return fields;
}

/**
 * Stands in for Callboard's backend in tests. The contract says which requests
 * there are and what they take and answer: a request or an answer that it does
 * not allow fails the test that calls `expectContractKept` afterwards. What is
 * answered comes from tables of handlers, one a domain, which hold their state.
 *
 * @internal
 */
export class FakeServer {
  /** Every request, in order. */
  readonly calls: FakeCall[] = [];
  /** What the next request with this method is refused with. */
  refuseNext?: { method: string; refusal: Refusal };
  readonly #handlers: Record<string, AnyHandler | undefined> = {
    // Pages listen; tests that signal do so through a fake of the signals.
    getLive: () => ({ channels: [{ name: 'live', topics: ['change'] }] }),
    // Lists ask where their things are; here nobody knows.
    listThings: () => ({ items: [], gone: [] }),
    // Projects, work items and dashboards can be followed; here nobody does.
    getDashboardSubscription: () => ({ level: 'none', source: 'none' }),
    getProjectSubscription: () => ({ level: 'mentions', source: 'none' }),
    getWorkItemSubscription: () => ({ level: 'mentions', source: 'none' }),
    getMyAccess: async call =>
      accessOf((await this.#handlers.getMe?.(call)) as Me),
  };

  /** Lets the server answer more, or otherwise than before. */
  answer(handlers: FakeHandlers): this {
    Object.assign(this.#handlers, handlers);
    return this;
  }

  /** Every request in words, such as `GET /workspaces?limit=7`. */
  get requests(): string[] {
    return this.calls.map(
      ({ method, path, query }) =>
        `${method} ${path}${query.size > 0 ? `?${query}` : ''}`,
    );
  }

  /** The requests with a method whose path contains a text. */
  sent(method: string, part: string): FakeCall[] {
    return this.calls.filter(
      call => call.method === method && call.path.includes(part),
    );
  }

  /** The queries of the requests to a path, in order. */
  queriesOf(path: string): URLSearchParams[] {
    return this.calls
      .filter(call => call.path === path)
      .map(({ query }) => query);
  }

  /** Why a request is refused, whatever its handler would answer. */
  protected refusalOf({ method }: FakeCall): Refusal | undefined {
    const next = this.refuseNext;
    if (next?.method !== method) {
      return undefined;
    }
    this.refuseNext = undefined;
    return next.refusal;
  }

  /** What the portal's fetch does. */
  readonly fetch = async (
    input: RequestInfo | URL,
    init: RequestInit = {},
  ): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const method = init.method ?? 'GET';
    const path = url.pathname.replace(/^.*\/api\/callboard/, '');
    init.signal?.throwIfAborted();
    const found = matchEndpoint(method, path);
    if (!found) {
      return this.#broken(`${method} ${path} is not in the contract`);
    }
    const { id, endpoint, params } = found;
    const form = init.body instanceof FormData ? init.body : undefined;
    const json = typeof init.body === 'string' && JSON.parse(init.body);
    const call = {
      endpoint: id,
      method,
      path,
      params,
      query: url.searchParams,
      body: form ? readForm(form) : json || undefined,
      form,
      ifMatch: new Headers(init.headers).get('if-match'),
    } as FakeCall;
    this.calls.push(call);
    // Addresses that people type can hold what is no id.
    if (faultsOf(endpoint.params, params, '').length > 0) {
      return new Refusal(400, 'The path is malformed').toResponse();
    }
    const faults = [
      ...faultsOf(endpoint.query, Object.fromEntries(call.query), 'query'),
      ...(endpoint.body ? faultsOf(endpoint.body, call.body, 'body') : []),
    ];
    return faults.length > 0
      ? this.#broken(`${id} was asked for with ${faults.join('; ')}`)
      : this.#answer(id, endpoint, call);
  };

  async #answer(
    id: EndpointId,
    endpoint: Endpoint,
    call: FakeCall,
  ): Promise<Response> {
    const handler = this.#handlers[id];
    try {
      const refusal = this.refusalOf(call);
      if (refusal) {
        throw refusal;
      }
      if (!handler) {
        return this.#broken(`The test has no answer to ${id}`);
      }
      const content = await handler(call);
      if (content instanceof Response) {
        return content;
      }
      if (content === undefined) {
        return endpoint.status === 204
          ? new Response(null, { status: 204 })
          : this.#broken(`${id} was answered with nothing`);
      }
      // What is answered stays as it is, whatever becomes of the state.
      const wire = JSON.parse(JSON.stringify(content));
      const faults = endpoint.response
        ? faultsOf(endpoint.response, wire, 'answer')
        : ['answer: takes no JSON'];
      return faults.length > 0
        ? this.#broken(`${id} was answered with ${faults.join('; ')}`)
        : Response.json(wire, { status: endpoint.status });
    } catch (error) {
      if (error instanceof Refusal) {
        return error.toResponse();
      }
      return this.#broken(`The handler of ${id} failed: ${error}`);
    }
  }

  #broken(text: string): Response {
    noteBrokenContract(text);
    return new Refusal(500, text).toResponse();
  }
}
