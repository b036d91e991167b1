import { describeIssue, Endpoint } from '@callboard/plugin-callboard-common';
import express from 'express';
import { memoize, pick } from 'lodash';
import { z } from 'zod';
import { cutFieldPath, validateText } from '../database/text';
import {
  FieldProblem,
  InvalidRequestError,
  PartValue,
  PayloadTooLargeError,
} from './errors';
import { Admission, HandlerContext, PartToParse } from './Handler';
import { Precondition } from './Precondition';

/**
 * The schema of the path parameters that the access check needs; memoised, because every request
 * uses it.
 */
const getAccessParams = memoize(({ access, params }: Endpoint) => {
  const needsAll =
    access.kind === 'project' && ('only' in access || access.or !== undefined);
  return needsAll ? params : z.object(pick(params.shape, ['slug', 'pid']));
});

/**
 * Reads the parameters that the access check needs: the workspace (from the path or the query), the
 * project, and all other path parameters if access depends on a relation. `isValid` is false if one
 * of these parameters is malformed.
 */
export function parseWorkspaceParams(
  endpoint: Endpoint,
  path: PartToParse,
  query: PartToParse,
): { isValid: boolean; slug?: string; pid?: string } {
  if (!('slug' in endpoint.params.shape)) {
    // Without workspace access, the query parameter `workspace` is a filter that may match nothing.
    if (endpoint.access.kind !== 'workspace') {
      return { isValid: true };
    }
    const schema = endpoint.query.shape.workspace as z.ZodType<string>;
    const { workspace } = query.value as { workspace?: string };
    const { success, data } = schema.safeParse(workspace);
    return { isValid: success, slug: data };
  }
  const { success, data } = getAccessParams(endpoint).safeParse(path.value);
  return { isValid: success, ...data };
}

/**
 * Reads the query of a request. Each name is an own property, including `__proto__`. A duplicate
 * parameter is a problem, because only one of its values could be used.
 *
 * @param url - path and query
 */
function readQuery(url: string): PartValue {
  const start = url.indexOf('?');
  const search = start < 0 ? '' : url.slice(start + 1);
  const values: Record<string, string> = Object.create(null);
  const repeated = new Set<string>();
  for (const [name, value] of new URLSearchParams(search)) {
    if (Object.hasOwn(values, name)) {
      repeated.add(name);
    }
    values[name] = value;
  }
  return {
    value: values,
    problems: [
      ...(isWellEncoded(search)
        ? []
        : [{ field: 'query', reason: 'is not percent-encoded UTF-8' }]),
      ...[...repeated].map(name => ({
        field: `query.${name}`,
        reason: 'must be given only once',
      })),
    ],
  };
}

/**
 * Whether a text is valid percent-encoded UTF-8. Without this check, `URLSearchParams` would
 * silently replace undecodable bytes.
 */
function isWellEncoded(search: string): boolean {
  try {
    decodeURIComponent(search);
    return true;
  } catch {
    return false;
  }
}

export function getPrecondition(req: express.Request): Precondition {
  const header = req.header('if-match');
  return header === undefined
    ? Precondition.none
    : Precondition.fromHeader(header);
}

export function readPathPart(
  endpoint: Endpoint,
  req: express.Request,
): PartToParse {
  const { params } = endpoint;
  return { name: 'path', schema: params, value: req.params, problems: [] };
}

export function readQueryPart(
  endpoint: Endpoint,
  req: express.Request,
): PartToParse {
  const { query } = endpoint;
  return { name: 'query', schema: query, ...readQuery(req.originalUrl) };
}

const MAX_BODY_BYTES = 1024 * 1024;

const parseJson = express.json({ limit: MAX_BODY_BYTES });

function isBodyEmpty(req: express.Request): boolean {
  return req.is('*/*') === null || req.header('content-length') === '0';
}

type BodyError = Error & { type?: string; status?: number };

/** Whether a body is optional; memoised, because every request needs it. */
const isOptional = memoize(
  (schema: z.ZodType) => schema.safeParse(undefined).success,
);

/**
 * Reads the JSON body of a request. The value is undefined for a missing body, if the schema
 * permits that.
 *
 * @throws PayloadTooLargeError for more than 1 MB
 */
export async function readBodyPart(
  schema: z.ZodType,
  req: express.Request,
  res: express.Response,
): Promise<PartToParse> {
  const toPart = (value: unknown, ...reasons: string[]): PartToParse => ({
    name: 'body',
    schema,
    value,
    problems: reasons.map(reason => ({ field: 'body', reason })),
  });
  if (isOptional(schema) && isBodyEmpty(req)) {
    return toPart(undefined);
  }
  if (!req.is('application/json')) {
    return toPart(undefined, 'must be sent as application/json');
  }
  const error = await new Promise<BodyError | undefined>(resolve => {
    parseJson(req, res, resolve);
  });
  if (!error) {
    return toPart(req.body);
  }
  if (error.type === 'entity.too.large') {
    throw new PayloadTooLargeError('body: must be at most 1 MB');
  }
  if (error.status && error.status < 500) {
    return toPart(undefined, error.message);
  }
  throw error;
}

/** @throws InvalidRequestError listing every invalid field of every part */
export function createHandlerContext<E extends Endpoint>(
  { path, query, ...admission }: Admission,
  body: PartToParse | undefined,
  precondition: Precondition,
): HandlerContext<E> {
  const parsed = parseParts([path, query, ...(body ? [body] : [])]);
  return {
    ...admission,
    params: parsed[0],
    query: parsed[1],
    body: parsed[2],
    precondition,
  } as HandlerContext<E>;
}

/**
 * The maximum number of problems listed for a part of a request. A malicious body could have a
 * problem per byte.
 */
const MAX_PROBLEMS = 100;

/**
 * Parses parts of a request.
 *
 * @returns the parsed values, in the same order
 * @throws InvalidRequestError listing every invalid field of every part
 */
export function parseParts(parts: PartToParse[]): unknown[] {
  const results = parts.map(parsePart);
  const problems = results.flatMap(result => result.problems);
  if (problems.length > 0) {
    throw new InvalidRequestError(problems);
  }
  return results.map(({ value }) => value);
}

function parsePart({
  name: part,
  schema,
  value,
  problems,
}: PartToParse): PartValue {
  const problemsByField = new Map(
    problems.map(problem => [problem.field, problem]),
  );
  const unstorable = validateText(value, MAX_PROBLEMS);
  for (const { path, reason } of unstorable.texts) {
    problemsByField.set(`${part}${path}`, { field: `${part}${path}`, reason });
  }
  if (unstorable.whole) {
    problemsByField.set(part, { field: part, reason: unstorable.whole });
  }
  // Skips the schema for a part that is invalid as a whole: validating a huge part could take
  // seconds.
  const parsed = problemsByField.has(part)
    ? undefined
    : schema.safeParse(value, { error: describeIssue });
  for (const issue of parsed?.error?.issues ?? []) {
    for (const problem of toFieldProblems(part, issue)) {
      if (!problemsByField.has(problem.field)) {
        problemsByField.set(problem.field, problem);
      }
    }
    if (problemsByField.size > MAX_PROBLEMS) {
      break;
    }
  }
  return {
    value: parsed?.data,
    problems: limitProblems(part, [...problemsByField.values()]),
  };
}

function limitProblems(part: string, problems: FieldProblem[]): FieldProblem[] {
  return problems.length <= MAX_PROBLEMS
    ? problems
    : [
        ...problems.slice(0, MAX_PROBLEMS),
        { field: part, reason: 'has further problems that are not listed' },
      ];
}

function toFieldProblems(
  part: string,
  issue: z.core.$ZodIssue,
): FieldProblem[] {
  const field = `${part}${formatFieldPath(issue.path)}`;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAX_PROBLEMS + 1).map(key => ({
      field: cutFieldPath(`${field}.${key}`),
      reason: `is not a known ${part === 'query' ? 'parameter' : 'field'}`,
    }));
  }
  if (issue.code === 'invalid_union') {
    return findUnionProblems(part, issue);
  }
  return [{ field, reason: issue.message }];
}

/**
 * Reports the problems of the first alternative of a union that accepts the type of the value. If
 * no alternative does, reports one problem for the whole value.
 */
function findUnionProblems(
  part: string,
  issue: z.core.$ZodIssueInvalidUnion,
): FieldProblem[] {
  const matching = issue.errors.find(
    alternative =>
      !alternative.some(
        ({ code, path }) =>
          // `invalid_type` is a mismatch of a type, `invalid_value` of a literal.
          ['invalid_type', 'invalid_value'].includes(code) && path.length === 0,
      ),
  );
  if (!matching) {
    const reason =
      issue.errors.length > 0 ? issue.errors[0][0].message : issue.message;
    return [{ field: `${part}${formatFieldPath(issue.path)}`, reason }];
  }
  return matching
    .slice(0, MAX_PROBLEMS + 1)
    .flatMap(inner =>
      toFieldProblems(part, { ...inner, path: [...issue.path, ...inner.path] }),
    );
}

function formatFieldPath(path: PropertyKey[]): string {
  return cutFieldPath(
    path
      .map(step =>
        typeof step === 'number'
          ? `[${step}]`
          : `.${cutFieldPath(String(step))}`,
      )
      .join(''),
  );
}
