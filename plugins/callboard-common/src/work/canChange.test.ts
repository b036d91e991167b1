import { canChange, type WorkUser } from './canChange';

const max = 'user:default/max.member';
const his = { assignees: ['user:default/mona.manager', max] };
const another = { assignees: ['user:default/mona.manager'] };

const createUser = (values: Partial<WorkUser> = {}): WorkUser => ({
  user_ref: max,
  workspaceRole: 'member',
  projectRole: null,
  isArchived: false,
  ...values,
});

describe('canChange', () => {
  it.each(['member', 'admin'] as const)(
    'allows a project %s to change every field',
    projectRole => {
      for (const field of [undefined, 'title', 'archived_at'] as const) {
        expect(canChange(another, createUser({ projectRole }), field)).toBe(
          true,
        );
      }
    },
  );

  it.each([null, 'guest'] as const)(
    'allows users with project role %p to change only work items assigned to them',
    projectRole => {
      expect(canChange(his, createUser({ projectRole }))).toBe(true);
      expect(canChange(his, createUser({ projectRole }), 'state_id')).toBe(
        true,
      );
      expect(canChange(another, createUser({ projectRole }))).toBe(false);
    },
  );

  it.each(['parent_id', 'sort_order', 'archived_at'] as const)(
    'denies changes of %s to assignees who are not project members',
    field => {
      expect(canChange(his, createUser(), field)).toBe(false);
    },
  );

  it('denies every change to guests of the workspace', () => {
    expect(canChange(his, createUser({ workspaceRole: 'guest' }))).toBe(false);
  });

  it('denies changes in an archived project, also to its admins', () => {
    const isArchived = true;
    expect(canChange(his, createUser({ isArchived }))).toBe(false);
    expect(
      canChange(his, createUser({ isArchived, projectRole: 'admin' })),
    ).toBe(false);
  });
});
