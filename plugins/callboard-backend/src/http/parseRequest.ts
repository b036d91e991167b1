import { describeIssue } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { FieldProblem, throwIfInvalid } from './errors';
import { cutFieldPath, validateText } from '../database/text';

/** The value of a part of a request, before or after parsing, and its problems. */
export interface PartValue {
  value: unknown;
  problems: FieldProblem[];
}

export interface PartToParse extends PartValue {
  name: 'path' | 'query' | 'body';
  schema: z.ZodType;
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
  throwIfInvalid(problems);
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
