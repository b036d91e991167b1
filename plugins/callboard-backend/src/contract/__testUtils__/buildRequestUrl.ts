import { Endpoint } from '@callboard/plugin-callboard-common';

/** The path and query of a request to an endpoint, encoded as a client encodes them. */
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
