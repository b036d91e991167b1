import type { Member, MemberSource } from '@callboard/plugin-callboard-common';
import { roleWith } from './roleWith';

const member = (...sources: MemberSource[]) => ({ sources } as Member);

describe('roleWith', () => {
  it('is what is given by hand where there is nothing else', () => {
    expect(roleWith(member({ source: 'manual', role: 'admin' }), 'guest')).toBe(
      'guest',
    );
  });

  it('is what follows from elsewhere where that is more', () => {
    const owner = member(
      { source: 'manual', role: 'member' },
      { source: 'owner', role: 'admin' },
    );
    expect(roleWith(owner, 'guest')).toBe('admin');
  });

  it('is what is given by hand where that is more', () => {
    const reader = member({ source: 'department', role: 'guest' });
    expect(roleWith(reader, 'member')).toBe('member');
  });
});
