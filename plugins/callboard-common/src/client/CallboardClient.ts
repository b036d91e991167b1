import { ResponseError } from '@backstage/errors';
import {
  BodyInputOf,
  Endpoint,
  ParamsOf,
  QueryInputOf,
  ResponseOf,
} from '../contract/endpoint';

/** Anything that can do `fetch`, such as the portal's `fetchApi`. @public */
export interface FetchLike {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** Anything that knows where a plugin's API is. @public */
export interface DiscoveryLike {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** @public */
export interface CallOptions {
  signal?: AbortSignal;
  /** Lets the request outlive the page; its body must stay under 64 KiB. */
  keepalive?: boolean;
  headers?: Record<string, string>;
}

/** The input of a call. It has no parts that the endpoint lacks. @public */
export type CallParts<E extends Endpoint> = (string extends keyof ParamsOf<E>
  ? {}
  : { params: ParamsOf<E> }) &
  (E['body'] extends undefined ? {} : { body?: BodyInputOf<E> }) & {
    query?: Partial<QueryInputOf<E>>;
  };

/**
 * What a call sends.
 *
 * @public
 */
export type CallInput<E extends Endpoint> = CallOptions &
  CallParts<E> & {
    /** For endpoints that take an upload; its name tells the server the kind. */
    file?: File;
  };

/**
 * Calls Callboard's endpoints with their types.
 *
 * @public
 */
export class CallboardClient {
  readonly #fetchApi: FetchLike;
  readonly #discoveryApi: DiscoveryLike;

  constructor(options: { fetchApi: FetchLike; discoveryApi: DiscoveryLike }) {
    this.#fetchApi = options.fetchApi;
    this.#discoveryApi = options.discoveryApi;
  }

  /**
   * Calls an endpoint and answers its JSON, or undefined for 204.
   *
   * @throws ResponseError when the answer is not a success
   */
  async call<E extends Endpoint>(
    endpoint: E,
    input: CallInput<E>,
  ): Promise<ResponseOf<E>> {
    const response = await this.fetch(endpoint, input);
    return response.status === 204
      ? (undefined as ResponseOf<E>)
      : await response.json();
  }

  /**
   * Calls an endpoint and answers the response, for downloads and headers.
   *
   * @throws ResponseError when the answer is not a success
   */
  async fetch<E extends Endpoint>(
    endpoint: E,
    input: CallInput<E>,
  ): Promise<Response> {
    const { params, query, body, file, signal, keepalive, headers } =
      input as CallOptions & {
        params?: Record<string, string>;
        query?: Record<string, unknown>;
        body?: unknown;
        file?: File;
      };
    const payload = file ? formOf(file, body) : jsonOf(body);
    const base = await this.#discoveryApi.getBaseUrl('callboard');
    const response = await this.#fetchApi.fetch(
      `${base}${pathOf(endpoint, params)}${queryStringOf(query)}`,
      {
        method: endpoint.method,
        signal,
        keepalive,
        headers: { ...payload.headers, ...headers },
        body: payload.body,
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(
        response as Response & { status: number },
      );
    }
    return response;
  }
}

function jsonOf(body: unknown): Pick<RequestInit, 'headers' | 'body'> {
  return body === undefined
    ? {}
    : {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
}

/** A form; `fetch` itself says how its parts are divided. */
function formOf(
  file: File,
  fields: unknown = {},
): Pick<RequestInit, 'headers' | 'body'> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields as object)) {
    if (value !== undefined) {
      form.set(name, String(value));
    }
  }
  form.set('file', file, file.name);
  return { body: form };
}

function pathOf(endpoint: Endpoint, params: Record<string, string> = {}) {
  return endpoint.path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(params[name]),
  );
}

function queryStringOf(query: Record<string, unknown> = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
