import { isDatabaseError, isRefusal, isUnavailable } from './dialect';
import { newId } from './ids';
import { cutText } from './cutText';

const errorWith = (code: string) => Object.assign(new Error('no'), { code });

describe('an error of the database', () => {
  it.each([
    '23505',
    '22P02',
    '42P01',
    'P0001',
    'SQLITE_CONSTRAINT',
    'SQLITE_CONSTRAINT_NOTNULL',
    'SQLITE_MISMATCH',
    'SQLITE_TOOBIG',
  ])('%s says for certain that nothing was done', code => {
    expect(isRefusal(errorWith(code))).toBe(true);
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
  ])('%s says that it is away, and not that nothing was done', code => {
    expect(isRefusal(errorWith(code))).toBe(false);
    expect(isUnavailable(errorWith(code))).toBe(true);
  });

  it.each(['40003', '58030', 'XX000', 'SQLITE_CORRUPT', 'SQLITE_ERROR'])(
    '%s does not say that nothing was done',
    code => {
      expect(isRefusal(errorWith(code))).toBe(false);
      expect(isUnavailable(errorWith(code))).toBe(false);
      expect(isDatabaseError(errorWith(code))).toBe(true);
    },
  );

  it.each(['Query read timeout', 'Connection terminated unexpectedly'])(
    'without a code is known by what it says: %s',
    message => {
      expect(isUnavailable(new Error(message))).toBe(true);
      expect(isRefusal(new Error(message))).toBe(false);
    },
  );

  it('is none of ours', () => {
    for (const error of [new TypeError('no'), errorWith('ENOSPC'), null, 1]) {
      expect(isDatabaseError(error)).toBe(false);
      expect(isUnavailable(error)).toBe(false);
      expect(isRefusal(error)).toBe(false);
    }
  });

  it('is known by its code, whatever the statement says in its message', () => {
    const error = errorWith('23505');
    error.message = `insert into log values ('socket hang up') - duplicate key`;
    expect(isUnavailable(error)).toBe(false);
  });
});

describe('ids of one millisecond', () => {
  it('increase, whatever ids of other milliseconds are made in between', () => {
    const ids = Array.from({ length: 50 }, (_, index) => {
      newId(1_000 + index);
      return newId(5_000);
    });
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(50);
  });
});

describe('the beginning of a text', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['', 3, ''],
  ])('of %j, %i long, is %j', (text, maxLength, expected) => {
    expect(cutText(text, maxLength)).toBe(expected);
  });
});
