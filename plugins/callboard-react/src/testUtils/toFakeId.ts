const kinds = [
  'workspace',
  'project',
  'state',
  'label',
  'cycle',
  'item',
  'worklog',
  'period',
  'holiday',
  'dashboard',
  'widget',
  'department',
  'schedule',
  'member',
  'webhook',
  'delivery',
  'comment',
  'staff',
] as const;

/** The resource types that fakes store. @internal */
export type FakeKind = (typeof kinds)[number];

/** The id of the fake resource with this number. @internal */
export function toFakeId(kind: FakeKind, number: number): string {
  const part = String(kinds.indexOf(kind) + 1).padStart(4, '0');
  return `00000000-0000-7000-${part}-${String(number).padStart(12, '0')}`;
}
