import { randomUUID } from 'crypto';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { newNotification } from '../__testUtils__/newNotification';
import { MailedNotification } from '../MailSource';
import { composeMail, MailContent } from './composeMail';
import { DIGEST_ITEMS, composeDigestEmail } from './composeDigestEmail';
import { composeNotificationEmail } from './composeNotificationEmail';
import { numRuns } from '../../../__testUtils__/random';

const links = {
  portalUrl: 'https://portal.example.com',
  unsubscribeUrl:
    'https://portal.example.com/api/callboard/mail/unsubscribe?token=a.b',
  preferencesUrl: 'https://portal.example.com/notifications/preferences',
};
const reader = { links, timezone: 'Europe/Berlin' };

const createMail = (rest?: Partial<MailedNotification>) =>
  composeNotificationEmail(newNotification(rest), reader);

const compose = (content: MailContent, name = 'Jane Doe') =>
  composeMail(content, {
    id: '01900000-0000-7000-8000-0000000000ff',
    to: { name, address: 'jane@example.com' },
    date: Date.parse('2026-11-22T13:05:00Z'),
    config: {
      from: { name: 'Callboard', address: 'callboard@mail.example.com' },
    },
  });

/** The lines before the first empty one, unfolded. */
async function composeHeaders(content: MailContent, name?: string) {
  const { message } = await compose(content, name);
  const [head] = message.toString().split('\r\n\r\n');
  return head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
}

const getHeaderNames = (headers: string[]) =>
  headers.map(header => header.split(':')[0]).sort();

describe('notification email', () => {
  it('shows title, project, actor, time, reason and links in text and HTML', async () => {
    const { message } = await compose(createMail());
    const mail = await simpleParser(message);
    expect(mail.subject).toBe('PAY-42 was assigned to you: Fix rounding');
    const html = String(mail.html).replace(/\s+/g, ' ');
    for (const fact of [
      'PAY-42 was assigned to you: Fix rounding',
      'Payments · Default',
      'Mona Manager assigned this to you.',
      'Mona Manager · 22 Nov 2026, 14:02',
      'You are an assignee of PAY-42. Times are in Europe/Berlin.',
      'https://portal.example.com/catalog/default/system/payments/work?item=1',
      'Unsubscribe from “Assigned to a work item” emails',
      links.unsubscribeUrl,
      'https://portal.example.com/notifications/preferences',
    ]) {
      expect(mail.text).toContain(fact);
      expect(html).toContain(fact);
    }
  });

  it('sets the headers of automatic bulk email with one-click unsubscribe', async () => {
    const headers = await composeHeaders(createMail());
    expect(headers).toEqual(
      expect.arrayContaining([
        'From: Callboard <callboard@mail.example.com>',
        'To: Jane Doe <jane@example.com>',
        'Message-ID: <01900000-0000-7000-8000-0000000000ff@mail.example.com>',
        'Date: Sun, 22 Nov 2026 13:05:00 +0000',
        'Auto-Submitted: auto-generated',
        'Precedence: bulk',
        'List-ID: Callboard <callboard.mail.example.com>',
        `List-Unsubscribe: <${links.unsubscribeUrl}>`,
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      ]),
    );
  });

  it('sets thread headers for its work item', async () => {
    const getThreadHeaders = async (work_item_id: string | null) =>
      (
        await composeHeaders(createMail({ work_item_id, id: randomUUID() }))
      ).filter(header => /^(References|In-Reply-To):/.test(header));
    const beginning = '<thread-item-1@mail.example.com>';
    const expected = [`In-Reply-To: ${beginning}`, `References: ${beginning}`];
    expect((await getThreadHeaders('item-1')).sort()).toEqual(expected);
    expect((await getThreadHeaders('item-1')).sort()).toEqual(expected);
    expect(await getThreadHeaders(null)).toEqual([]);
  });

  it('shows severity and count in the subject, and severity in the text', () => {
    const { subject, text } = createMail({ severity: 'critical', count: 3 });
    expect(subject).toBe(
      '[Critical] PAY-42 was assigned to you: Fix rounding (3 times)',
    );
    expect(text).toMatch(/^Payments · Default · Critical\n/);
  });

  it('shows an announcement label and a link to read more', () => {
    const { text, html } = createMail({
      is_announcement: true,
      project_name: null,
    });
    expect(text).toMatch(/^Announcement · Default\n/);
    expect(String(html)).toContain('Read more');
  });

  it.each([
    'javascript:alert(1)', // eslint-disable-line no-script-url
    '//evil.example',
    '/\\evil.example',
    'https://user:secret@evil.example',
    'http://evil.example',
    null,
  ])('omits the link for the target URL %j', target_url => {
    const { text, html } = createMail({ target_url });
    expect(text).not.toContain('Open:');
    expect(String(html)).not.toContain('Open in the portal');
  });

  it('truncates long titles and bodies', () => {
    const title = 'x'.repeat(40_000);
    const { subject, text } = createMail({ title, body: title });
    expect(subject).toBe(`${'x'.repeat(149)}…`);
    expect(text.length).toBeLessThan(5_500);
  });

  it('escapes HTML in every field', () => {
    const evil = '</h1></style><img src=x onerror="alert(1)">\'"&';
    const { html } = createMail({
      title: evil,
      body: evil,
      label: evil,
      reason: evil,
      actor_name: evil,
      workspace_name: evil,
      project_name: evil,
    });
    expect(String(html)).not.toMatch(/<img|onerror="/);
    expect(String(html).match(/&lt;img src=x/g)).toHaveLength(9);
  });

  it('removes control and bidi characters, and adds no headers from texts', async () => {
    const evil = 'a\u202Egpj.exe\r\nBcc: eve@evil.example\u0000\u0085\u2028b';
    const content = createMail({
      title: evil,
      label: evil,
      reason: evil,
      actor_name: evil,
    });
    const { message } = await compose(content, evil);
    const mail = await simpleParser(message);
    expect(mail.subject).toBe('agpj.exe Bcc: eve@evil.example b');
    expect(mail.bcc).toBeUndefined();
    expect(content.text + content.html).not.toMatch(
      /[\u202e\u2028]|(?!\n)\p{Cc}/u,
    );
    expect(getHeaderNames(await composeHeaders(content, evil))).toEqual(
      getHeaderNames(await composeHeaders(createMail())),
    );
  });

  it('sets the same headers and recipients for any text @full', async () => {
    const expectedNames = getHeaderNames(await composeHeaders(createMail()));
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            '\r\n',
            '\n',
            'Bcc: e@e.e',
            ',',
            '<e@e.e>',
            '"',
            '=?',
          ),
        )
        .map(parts => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (title, name) => {
        const content = createMail({ title, body: title });
        expect(getHeaderNames(await composeHeaders(content, name))).toEqual(
          expectedNames,
        );
        const { message } = await compose(content, name);
        const { to, bcc, cc } = await simpleParser(message);
        expect([bcc, cc]).toEqual([undefined, undefined]);
        expect([to].flat().flatMap(each => each!.value)).toEqual([
          expect.objectContaining({ address: 'jane@example.com' }),
        ]);
      }),
      { numRuns: numRuns(200) },
    );
  });
});

describe('digest email', () => {
  const items = Array.from({ length: DIGEST_ITEMS + 9 }, (_, index) =>
    newNotification({
      title: `Title ${index}`,
      project_name: index % 2 ? 'Payments' : null,
    }),
  );
  const digest = (some: MailedNotification[], total: number) =>
    composeDigestEmail(
      { items: some, total },
      { ...reader, frequency: 'daily' },
    );

  it('groups notifications by project and shows how many more exist', () => {
    const { subject, text, html } = digest(items, 312);
    expect(subject).toBe('Your day in Callboard: 312 notifications');
    expect(text.match(/^\* Title \d+$/gm)).toHaveLength(DIGEST_ITEMS);
    expect(text).toContain(`And ${312 - DIGEST_ITEMS} more.`);
    expect(text.match(/^(?:Payments · )?Default$/gm)).toEqual([
      'Default',
      'Payments · Default',
    ]);
    expect(String(html).match(/<h2/g)).toHaveLength(2);
  });

  it('shows the singular for one notification', () => {
    const { subject, text } = digest(items.slice(0, 1), 1);
    expect(subject).toBe('Your day in Callboard: 1 notification');
    expect(text).not.toContain('more.');
    expect(text).toContain('Unsubscribe from digests');
  });
});
