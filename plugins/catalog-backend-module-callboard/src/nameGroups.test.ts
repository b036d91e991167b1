import { createPublishedDepartment } from './__testUtils__/createPublishedDepartment';
import { nameGroups } from './nameGroups';

const FIRST = '019a0000-0000-7000-8000-0000000000aa';
const SECOND = '019a0000-0000-7000-8000-0000000000bb';

function getGroupNames(
  ...fields: Parameters<typeof createPublishedDepartment>[0][]
) {
  const ids = [FIRST, SECOND];
  return [
    ...nameGroups(
      fields.map((department, index) =>
        createPublishedDepartment({ id: ids[index], ...department }),
      ),
    ).values(),
  ];
}

describe('nameGroups', () => {
  it.each([
    [{ short_name: 'PAY', code: 'D-1', name: 'Payments' }, 'pay'],
    [{ code: 'D.1 / x', name: 'Payments' }, 'd-1-x'],
    [{ name: '  Forschung & Größe (Łódź) ' }, 'forschung-grosse-lodz'],
    [{ name: 'x'.repeat(100) }, 'x'.repeat(63)],
    [{ name: '開発部' }, 'department-000000aa'],
    [{ code: '++', name: 'Payments' }, 'payments'],
  ])('derives from %j the name %s', (fields, name) => {
    expect(getGroupNames(fields)).toEqual([name]);
  });

  it('assigns a contested name to the oldest department, and adds an id suffix to others', () => {
    expect(getGroupNames({ name: 'Payments' }, { code: 'payments' })).toEqual([
      'payments',
      'payments-000000bb',
    ]);
    expect(
      getGroupNames({ name: 'y'.repeat(70) }, { name: 'y'.repeat(70) }),
    ).toEqual(['y'.repeat(63), `${'y'.repeat(54)}-000000bb`]);
  });

  it('generates a unique name when the name with the id suffix is also taken', () => {
    expect(
      getGroupNames({ name: 'Payments 000000bb' }, { name: 'Payments' }),
    ).toEqual(['payments-000000bb', 'payments']);
    const third = '019a0000-0000-7000-8001-0000000000bb';
    const names = nameGroups([
      createPublishedDepartment({ id: FIRST, name: 'Payments' }),
      createPublishedDepartment({ id: SECOND, name: 'Payments' }),
      createPublishedDepartment({ id: third, name: 'Payments' }),
    ]);
    expect([...names.values()]).toEqual([
      'payments',
      'payments-000000bb',
      `department-${third}`,
    ]);
  });
});
