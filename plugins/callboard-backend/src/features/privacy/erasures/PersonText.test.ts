import { ErasedPerson } from './ErasedPerson';
import { PersonText } from './PersonText';

const zoe: ErasedPerson = {
  user_ref: 'user:default/zoe.zoll',
  pseudonym: 'user:erased/4fq0c81zle',
  names: ['Zoë Zöll', 'Zo'],
  emails: ['zoe@example.com', 'office@example.com'],
  shared_emails: ['office@example.com'],
  ids: { 'staff.id': [], 'memberships.id': [] },
};

const textOf = (more: Partial<ErasedPerson> = {}) =>
  new PersonText({ ...zoe, ...more });

describe('PersonText', () => {
  it.each([
    ['zoë zöll said', 'Erased person said'],
    ['ZOE ZOLL AND SO ON', 'ERASED PERSON AND SO ON'],
    ['Mail Zoe@Example.com', 'Mail Erased person'],
    ['zo', 'Erased person'],
    ['user:default/zoe.zoll', 'user:erased/4fq0c81zle'],
    ['/catalog/default/user/zoe.zoll/x', '/catalog/erased/user/4fq0c81zle/x'],
    ['?user=user%3Adefault%2Fzoe.zoll', '?user=user%3Aerased%2F4fq0c81zle'],
    ['(@zoe.zoll, see this)', '(@4fq0c81zle, see this)'],
    ['@zoe.zoll: see this.', '@4fq0c81zle: see this.'],
  ])('replaces the person in %j', (text, erased) => {
    expect(textOf().erase(text)).toBe(erased);
  });

  it.each([
    'zo said',
    'Zoë Zöller',
    'zoe@example.com.au',
    'user:default/zoe.zoll.2',
    '@zoe.zoll/node',
    'npm i @zoe.zoll/node',
    'https://example.com/@zoe.zoll',
    '@zoe.zoll.two',
  ])('leaves %j', text => {
    expect(textOf().erase(text)).toBe(text);
  });

  it('takes mentions without a namespace for people in the default one', () => {
    const text = textOf({ user_ref: 'user:other/max' });
    expect(text.erase('@max and @user:other/max')).toBe(
      '@max and @user:erased/4fq0c81zle',
    );
  });

  it('leaves others who are called the same, or have the same address, theirs', () => {
    expect(
      textOf().eraseJson({
        'user:default/zoe.two': 'Zoë Zöll, office@example.com',
        'user:default/zoe.zoll': 'Zoë Zöll, office@example.com',
      }),
    ).toEqual({
      'user:default/zoe.two': 'Zoë Zöll, office@example.com',
      'user:erased/4fq0c81zle': 'Erased person, Erased person',
    });
    expect(textOf().erase('Zoe@example.com', true)).toBe('Erased person');
  });

  it('has a trace in whatever it replaces', () => {
    const { traces } = textOf();
    const has = (text: string) => {
      const stored = `\n${text}\n`.replace(/[A-Z]/g, x => x.toLowerCase());
      return traces.some(trace => stored.includes(trace));
    };
    expect(
      [
        'a zoë zöll',
        'A Zoë Zöll',
        'ZOË ZÖLL',
        'ZOë zÖLL',
        'Zoe ZOLL',
        'Zo',
        '["ZO"]',
        'OFFICE@example.com',
        'User:Default/Zoe.Zoll',
        'a @ZOE.zoll',
      ].filter(text => !has(text)),
    ).toEqual([]);
    expect(['zoo', 'zone', 'a zo of zos', 'types'].filter(has)).toEqual([]);
  });
});
