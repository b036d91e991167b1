import { formatMention, parseMentions } from './mentions';

const refs = (text: string) => parseMentions(text).map(one => one.user_ref);

describe('parseMentions', () => {
  it.each([
    ['@jane', ['user:default/jane']],
    ['Thanks, @Jane.Doe.', ['user:default/jane.doe']],
    ['(@jane): and cc:@joe-b', ['user:default/jane', 'user:default/joe-b']],
    [
      '@user:default/jane, @user:guests/jane',
      ['user:default/jane', 'user:guests/jane'],
    ],
    ["**@jane**'s\n> @joe", ['user:default/jane', 'user:default/joe']],
    ['unclosed ` tick @jane', ['user:default/jane']],
    ['```\ncode\n```\n@jane', ['user:default/jane']],
    ['> ```\n> code\n\n@jane', ['user:default/jane']],
    ['``one `@joe` two`` @jane', ['user:default/jane']],
    ['one ` tick\r\n\r\n@jane and ` another', ['user:default/jane']],
    ['\\`@jane\\` hi', ['user:default/jane']],
  ])('finds the mentioned users in %j', (text, expected) => {
    expect(refs(text)).toEqual(expected);
  });

  it.each([
    'jane@example.org',
    'https://example.org/@jane',
    '\\@jane',
    '@example/team',
    '@user:default/',
    '@group:default/team',
    '@',
    '`@jane`',
    '``a ` @jane``',
    '\\\\`@jane`',
    '\\```@jane``',
    '```ts\n@Component\n```',
    '~~~\n```\n@jane\n~~~',
    '- ```\n  @jane\n  ```',
    '~~~\r\n@jane\r\n~~~\r\n',
    `@${'a'.repeat(64)}`,
  ])('finds no users in %j', text => {
    expect(refs(text)).toEqual([]);
  });

  it('returns the position of each mention', () => {
    expect(parseMentions('`@x` Hi @jane!')).toEqual([
      { user_ref: 'user:default/jane', start: 8, end: 13 },
    ]);
  });

  it('parses the shortest mention that formatMention returns', () => {
    const people = ['user:default/max.member', 'user:guests/jane'];
    expect(people.map(formatMention)).toEqual([
      '@max.member',
      '@user:guests/jane',
    ]);
    expect(people.flatMap(ref => refs(formatMention(ref)))).toEqual(people);
  });
});
