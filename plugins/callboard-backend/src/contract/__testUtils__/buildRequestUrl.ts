import { Endpoint } from '@callboard/plugin-callboard-common';

/** Path and query of a request to an endpoint, encoded like by a client. */
export function buildRequestUrl(
  endpoint: Endpoint,
  params: Record<string, string> = {},
  query: Record<string, string> = {},
): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(params[name]),
  );
  const search = new URLSearchParams(query).toString();
  return search ? `${path}?${search}` : path;
}
