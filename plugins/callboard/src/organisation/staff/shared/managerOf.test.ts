import type { DepartmentEntry } from '../../departments/model/indexTree';
import { managerOf } from './managerOf';

const department = (...managers: (string | null)[]) =>
  ({
    path: managers.map(ref => ({ manager_ref: ref, manager_name: ref })),
  } as unknown as DepartmentEntry);

describe('managerOf', () => {
  it.each([
    ['their own department', ['top', 'middle', 'own'], 'own'],
    ['the nearest one above', ['top', 'middle', null], 'middle'],
    ['the one above their own', ['top', 'middle', 'me'], 'middle'],
    ['nobody at the top', ['me'], undefined],
  ])('is the manager of %s', (_, managers, expected) => {
    expect(
      managerOf({ user_ref: 'me' }, department(...managers))?.user_ref,
    ).toBe(expected);
  });

  it('is nobody without a department', () => {
    expect(managerOf({ user_ref: 'me' }, undefined)).toBeUndefined();
  });
});
