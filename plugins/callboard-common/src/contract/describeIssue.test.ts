import { z } from 'zod';
import { describeIssue } from './describeIssue';

const describeProblem = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: describeIssue }).error?.issues[0].message;

const choice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('a') }),
  z.object({ kind: z.literal('b') }),
]);

describe('describeIssue', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['is required', z.string(), undefined],
    ['must be a string', z.string(), null],
    ['must be a number', z.number(), '5'],
    ['must be a whole number', z.number().int(), 1.5],
    ['must be true or false', z.boolean(), 'yes'],
    ['must be an array', z.array(z.string()), {}],
    ['must be an object', z.object({}), []],
    ['must be an object', z.record(z.string(), z.string()), 'a'],
    ['must be 1', z.literal(1), 2],
    ['must be one of bar, line', z.enum(['bar', 'line']), 'pie'],
    ['must be one of a, b', choice, { kind: 'c' }],
    ['must not be empty', z.string().min(1), ''],
    ['must have at least 2 characters', z.string().min(2), 'a'],
    ['must have at most 1 character', z.string().max(1), 'ab'],
    ['must not be empty', z.array(z.string()).min(1), []],
    ['must have at most 1 entry', z.array(z.string()).max(1), ['a', 'b']],
    ['must have at most 2 entries', z.array(z.number()).max(2), [1, 2, 3]],
    ['must be at least 1', z.number().min(1), 0],
    ['must be more than 1', z.number().gt(1), 1],
    ['must be at most 5', z.number().max(5), 6],
    ['must be less than 5', z.number().lt(5), 5],
    ['must match /^[a-z]$/', z.string().regex(/^[a-z]$/), 'A'],
    ['must be an email address', z.email(), 'a'],
    ['must be a multiple of 5', z.number().multipleOf(5), 4],
    ['has unknown fields: b', z.strictObject({}), { b: 1 }],
    ['is invalid', z.custom(() => false), 1],
    ['own text', z.string().min(2, 'own text'), 'a'],
  ])('returns "%s"', (reason, schema, value) => {
    expect(describeProblem(schema, value)).toBe(reason);
  });
});
