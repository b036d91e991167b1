import type { JsonValue } from '@callboard/plugin-callboard-common';
import { hostileValues, hostileWords } from '../testUtils';
import { recordedName } from './recordedName';

describe('recordedName', () => {
  it('knows the names that were recorded', () => {
    const metadata = { names: { a: 'Platform', b: 7 } };
    expect(recordedName({ metadata }, 'a')).toBe('Platform');
    expect(recordedName({ metadata }, 'b')).toBeUndefined();
    expect(recordedName({ metadata }, 'c')).toBeUndefined();
  });

  it('takes nothing else for a name', () => {
    const others: JsonValue[] = hostileValues.filter(
      value => value === null || typeof value !== 'object',
    );
    for (const names of [...others, {}]) {
      for (const id of hostileWords) {
        expect(recordedName({ metadata: { names } }, id)).toBeUndefined();
      }
    }
  });
});
