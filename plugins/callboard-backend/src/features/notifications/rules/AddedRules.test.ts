import { NotificationRule } from '@callboard/plugin-callboard-node';
import { changeEvent } from '../__testUtils__/changeEvent';
import { AddedRules } from './AddedRules';

const rule = (name: string, more: Partial<NotificationRule> = {}) => ({
  name,
  on: ['label.create' as const],
  tell: () => undefined,
  ...more,
});

const type = (name: string) => ({ type: name, label: `About ${name}` });

const features = [
  { notifications: { types: [type('b')], rules: [rule('first')] } },
  {},
];

describe('the rules and types that modules add', () => {
  it('come after those of the features, with all that is not said', () => {
    const added = new AddedRules();
    added.addRules({ rules: [rule('second')] });
    added.addRules({
      types: [{ ...type('a'), is_mandatory: true, channels: { email: false } }],
    });
    const { types, rules } = added.with(features);
    expect(types.list()).toEqual([
      {
        type: 'a',
        label: 'About a',
        description: '',
        is_mandatory: true,
        is_mail_only: false,
        channels: { bell: true, email: false, browser: false, digest: true },
      },
      {
        type: 'b',
        label: 'About b',
        description: '',
        is_mandatory: false,
        is_mail_only: false,
        channels: { bell: true, email: true, browser: false, digest: true },
      },
    ]);
    const asked = rules.for(changeEvent('label.create'));
    expect(asked.map(({ name }) => name)).toEqual(['first', 'second']);
  });

  it('are asked about details only if they can sum them up', () => {
    const added = new AddedRules();
    const together: NotificationRule['together'] = {
      within: 'workspace',
      tell: () => ({ type: 'b', title: 'Many', reason: 'Because.' }),
    };
    added.addRules({ rules: [rule('sums up', { together })] });
    const { rules } = added.with(features);
    const namesFor = (given: { is_detail: boolean }) =>
      rules.for(changeEvent('label.create', given)).map(({ name }) => name);
    expect(namesFor({ is_detail: true })).toEqual(['sums up']);
    expect(namesFor({ is_detail: false })).toEqual(['first', 'sums up']);
    expect(rules.for(changeEvent('label.update'))).toEqual([]);
  });

  it.each([
    [{ types: [type('b')] }, /'b' is declared twice/],
    [{ types: [type('Not this')] }, /'Not this' cannot be a type/],
    [{ rules: [rule('first')] }, /two notification rules 'first'/],
  ])('keep Callboard from starting when they clash', (declared, message) => {
    const added = new AddedRules();
    added.addRules(declared);
    expect(() => added.with(features)).toThrow(message);
  });
});
