import {
  allEndpoints,
  type Endpoint,
} from '@callboard/plugin-callboard-common';
import type { EndpointId } from './FakeCall';

const NAME = /\{(\w+)\}/g;

const buildPathPattern = (path: string) =>
  new RegExp(`^${path.replace(/\./g, '\\.').replace(NAME, '(?<$1>[^/]+)')}/?$`);

/** Literal paths take precedence over paths with parameters. */
const routes = Object.entries(allEndpoints)
  .map(([id, endpoint]) => ({
    id: id as EndpointId,
    endpoint,
    pattern: buildPathPattern(endpoint.path),
    names: endpoint.path.match(NAME)?.length ?? 0,
  }))
  .sort((a, b) => a.names - b.names);

/** Finds the endpoint of the contract for a request, with its path parameters. */
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
