import { mayChange, type WorkReader } from './mayChange';

const max = 'user:default/max.member';
const his = { assignees: ['user:default/mona.manager', max] };
const another = { assignees: ['user:default/mona.manager'] };

const reader = (values: Partial<WorkReader> = {}): WorkReader => ({
  user_ref: max,
  workspaceRole: 'member',
  projectRole: null,
  isArchived: false,
  ...values,
});

describe('mayChange', () => {
  it.each(['member', 'admin'] as const)(
    'lets each %s of the project change everything',
    projectRole => {
      for (const field of [undefined, 'title', 'archived_at'] as const) {
        expect(mayChange(another, reader({ projectRole }), field)).toBe(true);
      }
    },
  );

  it.each([null, 'guest'] as const)(
    'lets people with the role %p in the project change what is assigned to them',
    projectRole => {
      expect(mayChange(his, reader({ projectRole }))).toBe(true);
      expect(mayChange(his, reader({ projectRole }), 'state_id')).toBe(true);
      expect(mayChange(another, reader({ projectRole }))).toBe(false);
    },
  );

  it.each(['parent_id', 'sort_order', 'archived_at'] as const)(
    'leaves %s to the members of the project',
    field => {
      expect(mayChange(his, reader(), field)).toBe(false);
    },
  );

  it('lets guests of the workspace change nothing', () => {
    expect(mayChange(his, reader({ workspaceRole: 'guest' }))).toBe(false);
  });

  it('lets nobody change items of an archived project', () => {
    const isArchived = true;
    expect(mayChange(his, reader({ isArchived }))).toBe(false);
    expect(mayChange(his, reader({ isArchived, projectRole: 'admin' }))).toBe(
      false,
    );
  });
});
