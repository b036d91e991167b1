import { includesRole, getRoleByRank, roleRanks, roles } from './roles';

describe('roles', () => {
  it('maps guest, member and admin to the ranks 5, 15 and 20, and back', () => {
    expect(roleRanks).toEqual({ guest: 5, member: 15, admin: 20 });
    expect(roles.map(name => getRoleByRank(roleRanks[name]))).toEqual(roles);
    expect(() => getRoleByRank(10)).toThrow(RangeError);
  });

  it('includes each lower role and the role itself', () => {
    const included = (actual: (typeof roles)[number]) =>
      roles.filter(required => includesRole(actual, required));
    expect(included('guest')).toEqual(['guest']);
    expect(included('member')).toEqual(['guest', 'member']);
    expect(included('admin')).toEqual(['guest', 'member', 'admin']);
  });
});
