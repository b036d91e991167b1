import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { FieldProblem, InvalidRequestError } from './errors';
import { textProblem } from './textProblem';

/** The parts of a request that can be wrong. */
export type RequestPart = 'path' | 'query' | 'body';

/** A schema and what came for it. */
export interface PartToParse {
  part: RequestPart;
  schema: z.ZodType;
  value: unknown;
}

/**
 * Parses parts of a request.
 *
 * @returns the parsed values, in the same order
 * @throws InvalidRequestError naming every bad field of every part
 */
export function parseParts(parts: PartToParse[]): unknown[] {
  const problems: FieldProblem[] = [];
  const parsed = parts.map(({ part, schema, value }) => {
    const unfit = textProblem(value);
    if (unfit) {
      problems.push({ field: `${part}${unfit.path}`, reason: unfit.reason });
      return undefined;
    }
    const result = schema.safeParse(value);
    if (!result.success) {
      problems.push(
        ...result.error.issues.flatMap(issue => problemsOf(part, issue, value)),
      );
    }
    return result.data;
  });
  if (problems.length > 0) {
    throw new InvalidRequestError(problems);
  }
  return parsed;
}

/**
 * The query of a request as an object. Giving a parameter twice is refused,
 * because only one of them could count.
 *
 * @param url - path and query
 */
export function readQuery(url: string): Record<string, string> {
  const start = url.indexOf('?');
  const search = new URLSearchParams(start < 0 ? '' : url.slice(start));
  const query: Record<string, string> = {};
  for (const [name, value] of search) {
    if (Object.hasOwn(query, name)) {
      throw new InputError(`query.${name}: must be given only once`);
    }
    query[name] = value;
  }
  return query;
}

function problemsOf(
  part: RequestPart,
  issue: z.core.$ZodIssue,
  value: unknown,
): FieldProblem[] {
  const field = `${part}${pathText(issue.path)}`;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      field: `${field}.${key}`,
      reason: 'is not a known parameter',
    }));
  }
  if (issue.code === 'invalid_union') {
    return problemsOfUnion(part, issue, value);
  }
  return [{ field, reason: issue.message }];
}

/** Reports the alternative that was meant: the one of the value's own shape. */
function problemsOfUnion(
  part: RequestPart,
  issue: z.core.$ZodIssueInvalidUnion,
  value: unknown,
): FieldProblem[] {
  const meant = issue.errors.find(
    alternative =>
      !alternative.some(
        inner => inner.code === 'invalid_type' && inner.path.length === 0,
      ),
  );
  if (!meant) {
    const reason =
      issue.errors.length > 0 ? issue.errors[0][0].message : issue.message;
    return [{ field: `${part}${pathText(issue.path)}`, reason }];
  }
  return meant.flatMap(inner =>
    problemsOf(part, { ...inner, path: [...issue.path, ...inner.path] }, value),
  );
}

function pathText(path: PropertyKey[]): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('');
}
