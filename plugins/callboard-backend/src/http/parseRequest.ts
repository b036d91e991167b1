import { z } from 'zod';
import { FieldProblem, throwIfInvalid } from './errors';
import { validateText } from '../database/normaliseForSearch';

/** A raw part of a request, with its known problems. */
export interface RawPart {
  value: unknown;
  problems: FieldProblem[];
}

/** A part of a request with its schema. */
export interface PartToParse extends RawPart {
  part: 'path' | 'query' | 'body';
  schema: z.ZodType;
}

/** A malicious body could cause a problem per byte. */
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
  throwIfInvalid(problems);
  return results.map(({ value }) => value);
}

function parsePart({ part, schema, value, problems }: PartToParse): RawPart {
  const found = new Map(problems.map(problem => [problem.field, problem]));
  const invalid = validateText(value, MAX_PROBLEMS);
  for (const { path, reason } of invalid.texts) {
    found.set(`${part}${path}`, { field: `${part}${path}`, reason });
  }
  if (invalid.whole) {
    found.set(part, { field: part, reason: invalid.whole });
  }
  // A part that is invalid as a whole could make the schema validation run forever.
  const parsed = found.has(part) ? undefined : schema.safeParse(value);
  for (const issue of parsed?.error?.issues ?? []) {
    for (const problem of toFieldProblems(part, issue)) {
      if (!found.has(problem.field)) {
        found.set(problem.field, problem);
      }
    }
    if (found.size > MAX_PROBLEMS) {
      break;
    }
  }
  return {
    value: parsed?.data,
    problems: limitProblems(part, [...found.values()]),
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
    return issue.keys.map(key => ({
      field: `${field}.${key}`,
      reason: `is not a known ${part === 'query' ? 'parameter' : 'field'}`,
    }));
  }
  if (issue.code === 'invalid_union') {
    return findUnionProblems(part, issue);
  }
  return [{ field, reason: issue.message }];
}

/** Reports the problems of the intended alternative: the one of the value's own shape. */
function findUnionProblems(
  part: string,
  issue: z.core.$ZodIssueInvalidUnion,
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
    return [{ field: `${part}${formatFieldPath(issue.path)}`, reason }];
  }
  return meant
    .slice(0, MAX_PROBLEMS + 1)
    .flatMap(inner =>
      toFieldProblems(part, { ...inner, path: [...issue.path, ...inner.path] }),
    );
}

function formatFieldPath(path: PropertyKey[]): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('');
}
