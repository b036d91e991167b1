import addressparser from 'nodemailer/lib/addressparser';
import { z } from 'zod';
import { emailPattern } from '@callboard/plugin-callboard-common';

/** Whether a text is exactly one email address. */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    // Internal servers have names without dots.
    (z.regexes.html5Email.test(text) || emailPattern.test(text))
  );
}

const nonEmptyText = z.string().min(1);

/** `jane@example.com` or `Jane Doe <jane@example.com>`. */
const mailbox = z.string().transform((value, context) => {
  const [first, ...moreMailboxes] = addressparser(value, { flatten: true });
  const { name = '', address = '' } = first ?? {};
  if (moreMailboxes.length > 0 || !isMailAddress(address)) {
    context.addIssue(
      'must be one email address, such as Callboard <callboard@example.com>',
    );
    return z.NEVER;
  }
  return { name, address };
});

const smtp = z
  .strictObject({
    host: nonEmptyText,
    port: z.int().min(1).max(65_535).optional(),
    security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
    username: nonEmptyText.optional(),
    password: nonEmptyText.optional(),
    caFile: nonEmptyText.optional(),
  })
  .refine(
    ({ username, password }) =>
      (username === undefined) === (password === undefined),
    'must have both username and password, or neither',
  );

/** The `callboard.mail` section of app-config. */
export const mailConfig = z.strictObject({
  from: mailbox,
  replyTo: mailbox.optional(),
  smtp: smtp.optional(),
  folder: nonEmptyText.optional(),
  perMinute: z.int().min(1).max(1_000_000).default(120),
});

export type MailConfig = z.output<typeof mailConfig>;

export type Mailbox = MailConfig['from'];

export type SmtpConfig = NonNullable<MailConfig['smtp']>;
