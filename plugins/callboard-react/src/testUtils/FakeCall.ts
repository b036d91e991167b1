import {
  type BodyOf,
  type Endpoint,
  type endpoints,
  type ParamsOf,
  type ResponseOf,
  allEndpoints,
} from '@callboard/plugin-callboard-common';

/** A page of a list, as the API returns it; cursors are numbers here. @internal */
export function toPage<Item>(
  items: readonly Item[],
  query = new URLSearchParams(),
): { items: Item[]; next_cursor: string | null; total: number } {
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 50);
  return {
    items: items.slice(start, end),
    next_cursor: end < items.length ? String(end) : null,
    total: items.length,
  };
}

const violations: string[] = [];

/** Records a violation of the API contract. @internal */
export function recordViolation(text: string): void {
  violations.push(text);
}

/**
 * Fails the test if a request or response violated the contract. Call it after each test: a page
 * shows such an error like any other, so many tests would not notice it.
 *
 * @internal
 */
export function expectValidContract(): void {
  const problems = violations.splice(0);
  if (problems.length > 0) {
    throw new Error(
      `The contract of the API was violated:\n${problems.join('\n')}`,
    );
  }
}

/** An error response of the API. @internal */
export class ErrorResponse extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly problems?: Array<{ field: string; reason: string }>,
  ) {
    super(message);
  }

  /** The response in the format of Backstage errors. */
  toResponse(): Response {
    const { status, message, problems } = this;
    return Response.json(
      {
        error: { name: 'Error', message, problems },
        request: { method: 'GET', url: '/' },
        response: { statusCode: status },
      },
      { status },
    );
  }
}

const PARAMETER = /\{(\w+)\}/g;

const buildPathPattern = (path: string) =>
  new RegExp(
    `^${path.replace(/\./g, '\\.').replace(PARAMETER, '(?<$1>[^/]+)')}/?$`,
  );

/** Literal paths take precedence over paths with parameters. */
const routes = Object.entries(allEndpoints)
  .map(([id, endpoint]) => ({
    id: id as EndpointId,
    endpoint,
    pattern: buildPathPattern(endpoint.path),
    parameterCount: endpoint.path.match(PARAMETER)?.length ?? 0,
  }))
  .sort((a, b) => a.parameterCount - b.parameterCount);

/** Finds the endpoint of the contract for a request, with its path parameters. @internal */
export function matchEndpoint(
  method: string,
  path: string,
):
  | { id: EndpointId; endpoint: Endpoint; params: Record<string, string> }
  | undefined {
  for (const { id, endpoint, pattern } of routes) {
    const match = endpoint.method === method && pattern.exec(path);
    if (match) {
      const params = Object.entries(match.groups ?? {}).map(
        ([name, value]) => [name, decodeURIComponent(value)] as const,
      );
      return { id, endpoint, params: Object.fromEntries(params) };
    }
  }
  return undefined;
}

/** The name of an endpoint in the contract. @internal */
export type EndpointId = keyof typeof endpoints;

/** An endpoint of the contract by its name. @internal */
export type EndpointOf<Id extends EndpointId> = (typeof endpoints)[Id] &
  Endpoint;

/** A request as it reaches the fake API. @internal */
export interface FakeCall<Id extends EndpointId = EndpointId> {
  endpoint: EndpointId;
  method: string;
  /** The path after `/api/callboard`, without the query. */
  path: string;
  params: ParamsOf<EndpointOf<Id>>;
  /** The query, unparsed. */
  query: URLSearchParams;
  /** The parsed JSON, or the fields of a form. */
  body: BodyOf<EndpointOf<Id>>;
  /** The form, for file uploads. */
  form?: FormData;
  ifMatch: string | null;
}

/** The JSON response of an endpoint. @internal */
export type AnswerOf<Id extends EndpointId> = ResponseOf<EndpointOf<Id>>;

type Answer<Id extends EndpointId> =
  | AnswerOf<Id>
  // For downloads and other responses that are not JSON.
  | Response
  | void;

/** Request handlers by endpoint. @internal */
export type FakeHandlers = {
  [Id in EndpointId]?: (call: FakeCall<Id>) => Answer<Id> | Promise<Answer<Id>>;
};

/**
 * Rejects a change that is based on another version of a resource.
 *
 * @throws ErrorResponse with status 412
 * @internal
 */
export function checkVersion(
  resource: { version: number },
  { ifMatch }: Pick<FakeCall, 'ifMatch'>,
): void {
  if (ifMatch !== `"${resource.version}"`) {
    throw new ErrorResponse(
      412,
      'The resource was changed after you read it. Reload it, then try again',
    );
  }
}
