import { convertHtml, listMentionedAccounts } from './convertHtml';
import { JiraPeople } from './JiraPeople';

const webUrl = 'https://lantern.atlassian.net';
const url = `${webUrl}/browse/PAY-1`;

const people = new JiraPeople(
  new Map([
    ['557058:ada', 'user:default/ada'],
    ['JIRAUSER10100', 'user:other/bob'],
  ]),
  [{ key: 'JIRAUSER10100', name: 'bob' }],
);

const convert = (html: string | null, max = 10_000) =>
  convertHtml(html, { webUrl, people }, { max, url });

describe('convertHtml', () => {
  it.each([
    [
      '<p>one <b>two</b> <i>three</i> <del>four</del></p>',
      'one **two** *three* ~~four~~',
    ],
    ['<h2><a name="x"></a>Title</h2>', '## Title'],
    ['<blockquote>words</blockquote>', '> words'],
    ['<ul class="alternate"><li>one</li></ul>', '-   one'],
    ['<p>first<br/>\nsecond</p>', 'first  \nsecond'],
  ])('converts %j', (html, markdown) => {
    expect(convert(html)).toBe(markdown);
  });

  it('returns null for a text without a visible character', () => {
    expect(convert(null)).toBeNull();
    expect(convert('<p>&nbsp;</p>')).toBeNull();
  });

  it('escapes text that looks like HTML or Markdown', () => {
    expect(
      convert('<p>&lt;script&gt;alert(1)&lt;/script&gt; *a* [b](c)</p>'),
    ).toBe('\\<script>alert(1)\\</script> \\*a\\* \\[b\\](c)');
  });

  it('removes scripts and styles', () => {
    expect(convert('<p>a</p><script>alert(1)</script><style>b{}</style>')).toBe(
      'a',
    );
  });

  it('converts code with its language, and a longer fence than its content', () => {
    const html =
      '<div class="code panel"><pre class="code-java"><span class="code-keyword">int</span> i;\n```\n</pre></div>';
    expect(convert(html)).toBe('````java\nint i;\n```\n````');
  });

  it('converts a table, whose cells become lines', () => {
    const html =
      '<table><tbody><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td><p>x</p><p>y</p></td></tr></tbody></table>';
    expect(convert(html)).toBe('| A | B |\n| --- | --- |\n| 1\\|2 | x y |');
  });

  it('mentions Users, and names other accounts without mentioning them', () => {
    const link = (query: string, name: string) =>
      `<a href="/secure/ViewProfile.jspa?${query}" class="user-hover">${name}</a>`;
    expect(convert(link('accountId=557058%3Aada', '@Ada'))).toBe('@ada');
    expect(convert(link('name=bob', 'Bob'))).toBe('@user:other/bob');
    expect(convert(link('accountId=1', '@Eve'))).toBe('Eve');
  });

  it('lists mentioned accounts', () => {
    const html = `<a href="${webUrl}/secure/ViewProfile.jspa?a=b&amp;accountId=557058%3Aada" rel="x">@Ada L</a> <a href="/secure/ViewProfile.jspa?name=bob">Bob</a>`;
    expect(listMentionedAccounts(html, webUrl)).toEqual(['557058:ada', 'bob']);
  });

  it.each([
    ['with a control character', '/secure/ViewProfile.jspa?name=%00'],
    ['that is too long', `/secure/ViewProfile.jspa?name=${'a'.repeat(20_000)}`],
    ['without an account', '/secure/ViewProfile.jspa?accountId='],
    [
      'to another host',
      'https://evil.example/secure/ViewProfile.jspa?name=bob',
    ],
    ['that is no address', 'http://['],
  ])('mentions nobody by a link %s', (_, href) => {
    const html = `<a href="${href}">Bob</a>`;
    expect(listMentionedAccounts(html, webUrl)).toEqual([]);
    expect(convert(html, 100_000)).toContain('Bob');
  });

  it('links images and attachments absolutely, because a page of the portal cannot load them', () => {
    expect(
      convert('<img src="/rest/api/3/attachment/content/1" alt="a.png">'),
    ).toBe(`[a.png](${webUrl}/rest/api/3/attachment/content/1)`);
    expect(
      convert(
        '<a href="/secure/attachment/1/b (2).png" title="b.png"><img src="/t/1"></a>',
      ),
    ).toBe(`[b.png](${webUrl}/secure/attachment/1/b%20%282%29.png)`);
    expect(convert('<img class="emoticon" src="/x.png" alt=":)">')).toBe(':)');
    const address = 'https://e.example/100%.png';
    expect(convert(`<img src="${address}">`)).toBe(`[100%.png](${address})`);
  });

  it('omits links that a page must not open', () => {
    expect(convert('<a href="javascript:alert(1)">a</a>')).toBe('a');
    expect(convert('<a href="https://u:p@x.example/">b</a>')).toBe('b');
  });

  it('cuts a long text, and links the original', () => {
    const long = `<p>${'lorem '.repeat(200_000)}</p>`;
    const markdown = convert(long, 65_536)!;
    expect(markdown.length).toBeLessThanOrEqual(65_536);
    expect(markdown.endsWith(`[${url}](${url})`)).toBe(true);
  });

  it('links the original of a text whose HTML is too long', () => {
    const long = `<p>${'<span class="x"></span>'.repeat(10_000)}a</p>`;
    expect(convert(long)).toBe(`[…](${url})`);
  });

  it('returns the text of an HTML that is nested too deeply to be converted', () => {
    const deep = (before: string, tag: string) =>
      convert(`${before}${tag.repeat(1_000)}deep &lt;`, 100_000);
    expect(deep('', '<div>')).toBe(' deep &lt;');
    expect(deep('</div>'.repeat(1_000), '<div>')).toBe(' deep &lt;');
    expect(deep('', '<div title=">">')).toContain('deep &lt;');
    expect(deep('', '<div title="<">')).toContain('deep &lt;');
  });

  it('shortens long runs of spaces and lines', () => {
    const spaces = ' '.repeat(1_000);
    const code = `<pre>a${spaces}b${' <i></i>'.repeat(1_000)}c</pre>`;
    expect(convert(code)).toBe('```\na\nb\nc\n```');
    expect(convert(`<p>a${'&nbsp;'.repeat(1_000)}b</p>`)).toBe('a b');
    expect(convert('<p>a<br><br>b<br></p>')).toBe('a  \n  \nb');
  });

  it('parses at most twice as much HTML as the result may have', () => {
    const html = `<p>${'<b></b>'.repeat(30)}a</p>`;
    expect(convert(html, 200)).toBe('a');
    expect(convert(html, 100)).toBe(`[…](${url})`);
  });
});
