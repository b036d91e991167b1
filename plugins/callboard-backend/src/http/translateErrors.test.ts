import { NotFoundError, serializeError } from '@backstage/errors';
import { Request, Response } from 'express';
import { OverloadedError } from './errors';
import { translateErrors } from './translateErrors';

/** What an error is answered with. */
function translate(error: unknown) {
  const headers: Record<string, string> = {};
  let answer: Error | undefined;
  translateErrors(
    error,
    {} as Request,
    {
      removeHeader() {},
      setHeader: (name: string, value: string) => {
        headers[name] = value;
      },
    } as unknown as Response,
    translated => {
      answer = translated;
    },
  );
  return { answer: answer!, headers };
}

/** As knex leaves an error of the driver's. */
function failedStatement(code: string) {
  const error = Object.assign(new Error('the driver says no'), {
    code,
    bindings: ['secret'],
  });
  error.message = `insert into log values ('secret') - ${error.message}`;
  return error;
}

describe('an error of the database', () => {
  it.each([
    ['57P01', 'ServiceUnavailableError', '1'],
    ['SQLITE_IOERR_FSYNC', 'ServiceUnavailableError', '1'],
    ['23502', 'Error', undefined],
    ['SQLITE_CONSTRAINT_NOTNULL', 'Error', undefined],
  ])(
    '%s is answered without its statement, and logged without the values',
    (code, name, retryAfter) => {
      const { answer, headers } = translate(failedStatement(code));
      expect(answer.name).toBe(name);
      expect(headers['Retry-After']).toBe(retryAfter);
      const sent = JSON.stringify(serializeError(answer));
      expect(sent).not.toMatch(/secret|insert|driver/);
      expect(answer.stack).toContain('the driver says no');
      expect(answer.stack).not.toContain('secret');
    },
  );
});

it('an error of ours is answered as it is', () => {
  const missing = new NotFoundError('There is no such thing');
  expect(translate(missing)).toEqual({ answer: missing, headers: {} });
  const overloaded = new OverloadedError('Too much');
  expect(translate(overloaded)).toEqual({
    answer: overloaded,
    headers: { 'Retry-After': '1' },
  });
});
