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
    // The rest is not checked.
    return [{ field: 'path', reason: 'cannot be decoded' }];
  }
  const ofBody = () => {
    if (endpoint.upload) {
      return form
        ? findPartBreaches('body', endpoint.body!, Object.fromEntries(form))
        : [{ field: 'body', reason: 'a form that is none' }];
    }
    return endpoint.body && body !== undefined
      ? breachesInJson(endpoint.body, String(body))
      : [];
  };
  return [
    ...findPartBreaches('path', endpoint.params, params),
    ...(query ? breachesInQuery(endpoint.query, query) : []),
    ...ofBody(),
  ];
}

function breachesInQuery(
  schema: z.ZodObject,
  query: Array<[string, string]>,
): Breach[] {
  const names = query.map(([name]) => name);
  const bad = (name: string, reason: string) => ({
    field: `query.${name}`,
    reason,
  });
  const strange = names.filter(name => !Object.hasOwn(schema.shape, name));
  const repeated = names.filter((name, at) => names.indexOf(name) !== at);
  const known = query.filter(([name]) => Object.hasOwn(schema.shape, name));
  return [
    ...strange.map(name => bad(name, 'an unknown parameter')),
    ...repeated.map(name => bad(name, 'a repeated parameter')),
    ...findPartBreaches('query', schema, Object.fromEntries(known)),
  ];
}

function breachesInJson(schema: z.ZodType, text: string): Breach[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ field: 'body', reason: 'no JSON' }];
  }
  return findPartBreaches('body', schema, value);
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
    return [{ field: part, reason: 'too deep for any schema' }];
  }
  return issues.map(({ path, message }) => ({
    field: `${part}${stepText(path[0])}`,
    reason: message,
  }));
}

function stepText(step: PropertyKey | undefined): string {
  if (step === undefined) {
    return '';
  }
  return typeof step === 'number' ? `[${step}]` : `.${String(step)}`;
}
