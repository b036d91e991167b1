import type { z } from 'zod';

/** The types of JSON, as its users call them. */
const types: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const formats: Record<string, string> = {
  date: 'a date like 2026-01-31',
  datetime: 'a time like 2026-01-31T09:30:00Z',
  email: 'an email address',
  url: 'a URL',
  uuid: 'a UUID',
};

/** The units of values that have a length. */
const units: Record<string, string> = {
  string: 'character',
  array: 'entry',
};

function formatLength(length: number | bigint, unit: string): string {
  const plural = unit === 'entry' ? 'entries' : `${unit}s`;
  return `${length} ${Number(length) === 1 ? unit : plural}`;
}

/**
 * Explains why a value is invalid, as the continuation of a field's name, such as "is required" or
 * "must be at most 200". Used for all problems for which a schema has no explanation of its own:
 * `schema.safeParse(value, { error: describeIssue })`.
 * @internal
 */
export const describeIssue: z.core.$ZodErrorMap = issue => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is required'
        : `must be ${types[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.join(', ')}`;
    case 'too_small': {
      const { minimum, origin, inclusive } = issue;
      const unit = units[origin];
      if (unit) {
        return Number(minimum) === 1
          ? 'must not be empty'
          : `must have at least ${formatLength(minimum, unit)}`;
      }
      return `must be ${inclusive ? 'at least' : 'more than'} ${minimum}`;
    }
    case 'too_big': {
      const { maximum, origin, inclusive } = issue;
      const unit = units[origin];
      return unit
        ? `must have at most ${formatLength(maximum, unit)}`
        : `must be ${inclusive ? 'at most' : 'less than'} ${maximum}`;
    }
    case 'invalid_format':
      return issue.format === 'regex'
        ? `must match ${issue.pattern}`
        : `must be ${formats[issue.format] ?? `a valid ${issue.format}`}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has unknown fields: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return issue.options
        ? `must be one of ${(issue.options as unknown[]).join(', ')}`
        : 'is invalid';
    default:
      return 'is invalid';
  }
};
