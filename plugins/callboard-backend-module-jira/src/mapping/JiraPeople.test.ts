import { getAccountName, JiraPeople, toSourceAccount } from './JiraPeople';

const ada = { accountId: '557058:ada', displayName: 'Ada' };
const bob = { key: 'JIRAUSER10100', name: 'bob', displayName: 'Bob' };

const people = new JiraPeople(
  new Map([
    ['557058:ada', 'user:default/ada'],
    ['JIRAUSER10100', 'user:default/bob'],
  ]),
  [ada, bob, null],
);

describe('JiraPeople', () => {
  it('finds the Users of accounts by account id and key', () => {
    expect(people.findRef(ada)).toBe('user:default/ada');
    expect(people.findRef(bob)).toBe('user:default/bob');
    expect(people.findRef(null)).toBeUndefined();
  });

  it('finds the User of a renamed account', () => {
    expect(people.findRef({ ...bob, name: 'robert' })).toBe('user:default/bob');
  });

  it('finds mentioned accounts by account id, and by name', () => {
    expect(people.findMentionedRef('557058:ada')).toBe('user:default/ada');
    expect(people.findMentionedRef('bob')).toBe('user:default/bob');
    expect(people.findMentionedRef('eve')).toBeUndefined();
  });
});

describe('toSourceAccount', () => {
  it('returns the email only if the product shows it', () => {
    const account = { key: 'JIRAUSER10100', name: 'Bob', email: null };
    expect(toSourceAccount({ ...bob, emailAddress: '' })).toEqual(account);
    expect(toSourceAccount({ ...bob, emailAddress: 'b@x.example' })).toEqual({
      ...account,
      email: 'b@x.example',
    });
  });

  it('returns undefined for an account without an id', () => {
    expect(toSourceAccount({ displayName: 'Anonymous' })).toBeUndefined();
    expect(toSourceAccount(undefined)).toBeUndefined();
  });
});

describe('getAccountName', () => {
  it('returns a name for every account', () => {
    expect(getAccountName(ada)).toBe('Ada');
    expect(getAccountName({ name: 'bob' })).toBe('bob');
    expect(getAccountName(null)).toBe('Jira');
  });
});
