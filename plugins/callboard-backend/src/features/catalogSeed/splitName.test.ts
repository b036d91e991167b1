import { splitName } from './splitName';

describe('splitName', () => {
  it.each([
    ['Jane Doe', 'Jane', 'Doe'],
    ['  Jane   van  Dyke ', 'Jane', 'van Dyke'],
    ['van Dyke, Jane', 'Jane', 'van Dyke'],
    ['Doe,Jane', 'Jane', 'Doe'],
    ['Jane', 'Jane', '–'],
    ['Doe, Jane, Dr.', 'Doe,', 'Jane, Dr.'],
    [`${'x'.repeat(200)} y`, 'x'.repeat(100), 'y'],
    [`${'x'.repeat(99)}😀 y`, 'x'.repeat(99), 'y'],
  ])('%s', (name, first_name, last_name) => {
    expect(splitName(name)).toEqual({ first_name, last_name });
  });
});
