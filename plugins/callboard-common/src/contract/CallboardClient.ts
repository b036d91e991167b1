import { ResponseError } from '@backstage/errors';
import {
  BodyInputOf,
  Endpoint,
  ParamsOf,
  QueryInputOf,
  ResponseOf,
} from './endpoint';

/** Any object with `fetch`, such as the portal's `fetchApi`. @public */
export interface FetchLike {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** Any object that resolves the base URL of a plugin. @public */
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

/** The parameters, body and query of a call, as the endpoint declares them. @public */
export type CallParts<E extends Endpoint> = (string extends keyof ParamsOf<E>
  ? {}
  : { params: ParamsOf<E> }) &
  (E['body'] extends undefined ? {} : { body?: BodyInputOf<E> }) & {
    query?: Partial<QueryInputOf<E>>;
  };

/** The whole input of a call. @public */
export type CallInput<E extends Endpoint> = CallOptions &
  CallParts<E> & {
    /** For upload endpoints; the server derives the file type from the file's name. */
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
   * Calls an endpoint and returns its JSON, or undefined for 204.
   *
   * @throws ResponseError if the request fails
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
   * Calls an endpoint and returns the response, for downloads and headers.
   *
   * @throws ResponseError if the request fails
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
    const payload = file
      ? buildFormPayload(file, body)
      : buildJsonPayload(body);
    const base = await this.#discoveryApi.getBaseUrl('callboard');
    const response = await this.#fetchApi.fetch(
      `${base}${buildEndpointPath(endpoint, params)}${toQueryString(query)}`,
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

function buildJsonPayload(
  body: unknown,
): Pick<RequestInit, 'headers' | 'body'> {
  return body === undefined
    ? {}
    : {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
}

/** Builds form data, without a content type: `fetch` sets it with the multipart boundary. */
function buildFormPayload(
  file: File,
  fields: unknown = {},
): Pick<RequestInit, 'headers' | 'body'> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields as object)) {
    if (value !== undefined) {
      form.set(
        name,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      );
    }
  }
  form.set('file', file, file.name);
  return { body: form };
}

function buildEndpointPath(
  endpoint: Endpoint,
  params: Record<string, string> = {},
) {
  return endpoint.path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(params[name]),
  );
}

function toQueryString(query: Record<string, unknown> = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
