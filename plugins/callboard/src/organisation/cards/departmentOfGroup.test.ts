import type { DepartmentEntry } from '../departments/model/indexTree';
import { departmentOfGroup } from './departmentOfGroup';

const entry = (values: object) => ({ node: values } as DepartmentEntry);

const group = (name: string, title?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, title },
  spec: {},
});

describe('departmentOfGroup', () => {
  const payments = entry({ name: 'Payments', code: 'PAY' });
  const shop = entry({ name: 'Online shop', code: null });

  it.each([
    ['payments', undefined, payments],
    ['pay', undefined, payments],
    ['team-shop', 'Online Shop', shop],
    ['pay-team', undefined, undefined],
  ])('of %s (%s)', (name, title, expected) => {
    expect(departmentOfGroup(group(name, title), [payments, shop])).toBe(
      expected,
    );
  });

  it('is the one it was published from, whatever it is called', () => {
    const known = entry({ id: 'shop', name: 'Online shop' });
    const published = group('payments');
    Object.assign(published.metadata, {
      annotations: { 'callboard.io/department-id': 'shop' },
    });
    expect(departmentOfGroup(published, [payments, known])).toBe(known);
  });

  it('is none where several go by the name', () => {
    const other = entry({ name: 'Payments', code: 'PAY2' });
    expect(departmentOfGroup(group('payments'), [payments, other])).toBe(
      undefined,
    );
  });
});
