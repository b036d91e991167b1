import { Endpoint } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { FormFile, multipart } from '../../../http/__testUtils__/multipart';
import { importableFile } from '../importableFile';
import { arbitraryOf } from './arbitraryOf';
import { FuzzRequest, Pools } from './FuzzRequest';
import { writeJsonText } from './jsonText';

/** The parts of a request before they are put together. */
export interface Parts {
  /** Encoded for the path already. */
  params: Record<string, string>;
  query: Array<[string, string]>;
  /** For an upload, the fields of its form. */
  body?: unknown;
  file?: FormFile;
}

/** Parts that the contract accepts. */
export function soundParts(
  endpoint: Endpoint,
  pools: Pools,
): fc.Arbitrary<Parts> {
  return fc.record({
    params: paramsOf(endpoint, name => fc.constantFrom(...pools[name])),
    query: queryOf(endpoint, pools),
    body: endpoint.body
      ? arbitraryOf(endpoint.body).filter(
          body => endpoint.body!.safeParse(body).success,
        )
      : fc.constant(undefined),
    file: fc.constant(endpoint.upload && importableFile),
  });
}

/** A value for each parameter in an endpoint's path. */
export function paramsOf<T>(
  endpoint: Endpoint,
  valueOf: (name: string) => fc.Arbitrary<T>,
): fc.Arbitrary<Record<string, T>> {
  return fc.record(
    Object.fromEntries(
      Object.keys(endpoint.params.shape).map(name => [name, valueOf(name)]),
    ),
  );
}

function queryOf(
  { query: schema }: Endpoint,
  pools: Pools,
): fc.Arbitrary<Parts['query']> {
  return arbitraryOf(schema)
    .map(value => {
      // Only lists make cursors, and only members may name a workspace.
      const { cursor, ...query } = value as Record<string, unknown>;
      return 'workspace' in query
        ? { ...query, workspace: pools.slug[0] }
        : query;
    })
    .filter(query => schema.safeParse(query).success)
    .map(query =>
      Object.entries(query).map(([name, value]) => [name, String(value)]),
    );
}

/** Puts parts together. */
export function toRequest(
  endpoint: Endpoint,
  { params, query, body, file }: Parts,
): Omit<FuzzRequest, 'who' | 'intact'> {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name) => params[name]);
  const search = new URLSearchParams(query).toString();
  return {
    method: endpoint.method,
    path: search ? `${path}?${search}` : path,
    query,
    ...(endpoint.upload ? formOf(body, file) : jsonOf(endpoint, body)),
  };
}

function jsonOf(
  endpoint: Endpoint,
  body: unknown,
): Pick<FuzzRequest, 'headers' | 'body'> {
  return endpoint.body && body !== undefined
    ? {
        headers: { 'content-type': 'application/json' },
        body: writeJsonText(body),
      }
    : {};
}

/** What is no object has no fields; a field that is no text is sent as JSON. */
function formOf(
  body: unknown,
  file: FormFile | undefined,
): Pick<FuzzRequest, 'headers' | 'body' | 'form'> {
  const fields = Object.entries(Object(body)).map(
    ([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : writeJsonText(value),
    ],
  );
  return {
    ...multipart(fields, file ? [['file', file]] : []),
    form: file?.name === undefined ? undefined : fields,
  };
}
