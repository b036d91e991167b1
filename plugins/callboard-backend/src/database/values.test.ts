import { isDatabaseError, isRejectedInput, isUnavailable } from './dialect';
import { createId } from './ids';
import { cutText } from './text';

const errorWith = (code: string) => Object.assign(new Error('no'), { code });

describe('database error classification', () => {
  it.each([
    '23505',
    '22P02',
    '42P01',
    'P0001',
    'SQLITE_CONSTRAINT',
    'SQLITE_CONSTRAINT_NOTNULL',
    'SQLITE_MISMATCH',
    'SQLITE_TOOBIG',
  ])('classifies %s as a rejection that stored nothing', code => {
    expect(isRejectedInput(errorWith(code))).toBe(true);
    expect(isUnavailable(errorWith(code))).toBe(false);
    expect(isDatabaseError(errorWith(code))).toBe(true);
  });

  it.each([
    '08006',
    '53100',
    '57P01',
    '40001',
    '40P01',
    '25006',
    '25P03',
    '55P03',
    'SQLITE_BUSY',
    'SQLITE_BUSY_SNAPSHOT',
    'SQLITE_IOERR',
    'SQLITE_IOERR_FSYNC',
    'SQLITE_READONLY_DBMOVED',
    'SQLITE_CANTOPEN_FULLPATH',
    'SQLITE_FULL',
    'EPIPE',
    'EPROTO',
    'ECONNABORTED',
    'ENETUNREACH',
    'ENETDOWN',
    'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
  ])('classifies %s as unavailable, not as a rejection', code => {
    expect(isRejectedInput(errorWith(code))).toBe(false);
    expect(isUnavailable(errorWith(code))).toBe(true);
  });

  it.each(['40003', '58030', 'XX000', 'SQLITE_CORRUPT', 'SQLITE_ERROR'])(
    'classifies %s as neither a rejection nor unavailable',
    code => {
      expect(isRejectedInput(errorWith(code))).toBe(false);
      expect(isUnavailable(errorWith(code))).toBe(false);
      expect(isDatabaseError(errorWith(code))).toBe(true);
    },
  );

  it.each(['Query read timeout', 'Connection terminated unexpectedly'])(
    'classifies an error without a code by its message: %s',
    message => {
      expect(isUnavailable(new Error(message))).toBe(true);
      expect(isRejectedInput(new Error(message))).toBe(false);
    },
  );

  it('ignores errors that are not from the database', () => {
    for (const error of [new TypeError('no'), errorWith('ENOSPC'), null, 1]) {
      expect(isDatabaseError(error)).toBe(false);
      expect(isUnavailable(error)).toBe(false);
      expect(isRejectedInput(error)).toBe(false);
    }
  });

  it('classifies by code, regardless of the statement in the message', () => {
    const error = errorWith('23505');
    error.message = `insert into log values ('socket hang up') - duplicate key`;
    expect(isUnavailable(error)).toBe(false);
  });
});

describe('createId within one millisecond', () => {
  it('returns increasing ids, even with ids of other milliseconds in between', () => {
    const ids = Array.from({ length: 50 }, (_, index) => {
      createId(1_000 + index);
      return createId(5_000);
    });
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(50);
  });
});

describe('cutText', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['', 3, ''],
  ])('truncates %j at length %i to %j', (text, maxLength, expected) => {
    expect(cutText(text, maxLength)).toBe(expected);
  });
});
