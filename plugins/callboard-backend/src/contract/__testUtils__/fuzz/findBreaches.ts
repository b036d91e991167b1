import { Endpoint } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { FuzzRequest } from './FuzzRequest';

/** A violation of the contract in a request. */
export interface Breach {
  /** The part of the request, or the field, such as `query.limit`. */
  field: string;
  reason: string;
}

/** All known violations of the contract in a request. */
export function findBreaches(
  endpoint: Endpoint,
  { params, query, body, form }: FuzzRequest,
): Breach[] {
  if (!params) {
    // The server does not check the other parts of such a request.
    return [{ field: 'path', reason: 'cannot be decoded' }];
  }
  const findBodyBreaches = () => {
    if (endpoint.upload) {
      return form
        ? findFormBreaches(endpoint, form)
        : [{ field: 'body', reason: 'is not a form' }];
    }
    return endpoint.body && body !== undefined
      ? findJsonBreaches(endpoint.body, String(body))
      : [];
  };
  return [
    ...findPartBreaches('path', endpoint.params, params),
    ...(query ? findQueryBreaches(endpoint.query, query) : []),
    ...findBodyBreaches(),
  ];
}

function findQueryBreaches(
  schema: z.ZodObject,
  query: Array<[string, string]>,
): Breach[] {
  const names = query.map(([name]) => name);
  const createBreach = (name: string, reason: string) => ({
    field: `query.${name}`,
    reason,
  });
  const unknown = names.filter(name => !Object.hasOwn(schema.shape, name));
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  const known = query.filter(([name]) => Object.hasOwn(schema.shape, name));
  return [
    ...unknown.map(name => createBreach(name, 'is an unknown parameter')),
    ...repeated.map(name => createBreach(name, 'is a repeated parameter')),
    ...findPartBreaches('query', schema, Object.fromEntries(known)),
  ];
}

function findJsonBreaches(schema: z.ZodType, text: string): Breach[] {
  return isJsonText(text)
    ? findPartBreaches('body', schema, JSON.parse(text))
    : [{ field: 'body', reason: 'is not JSON' }];
}

function findFormBreaches(
  { body, upload }: Endpoint,
  form: Array<[string, string]>,
): Breach[] {
  const isJson = ([name]: [string, string]) =>
    upload!.jsonFields?.includes(name) ?? false;
  const malformed = form.filter(
    field => isJson(field) && !isJsonText(field[1]),
  );
  const fields = form
    .filter(field => !malformed.includes(field))
    .map(field => [field[0], isJson(field) ? JSON.parse(field[1]) : field[1]]);
  return [
    ...malformed.map(([name]) => ({
      field: `body.${name}`,
      reason: 'is not JSON',
    })),
    ...findPartBreaches('body', body!, Object.fromEntries(fields)),
  ];
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function findPartBreaches(
  part: string,
  schema: z.ZodType,
  value: unknown,
): Breach[] {
  let issues: z.core.$ZodIssue[];
  try {
    issues = schema.safeParse(value).error?.issues ?? [];
  } catch {
    return [{ field: part, reason: 'is too deep for any schema' }];
  }
  return issues.map(({ path, message }) => ({
    field: `${part}${formatStep(path[0])}`,
    reason: message,
  }));
}

function formatStep(step: PropertyKey | undefined): string {
  if (step === undefined) {
    return '';
  }
  return typeof step === 'number' ? `[${step}]` : `.${String(step)}`;
}
