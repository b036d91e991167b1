import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { instant, uuid } from '../contract/primitives';
import { permissions } from '../permissions';

/** The maximum number of undelivered emails that `getMailStatus` returns. @public */
export const MAX_UNDELIVERED_MAILS = 20;

/** The maximum number of emails that `listFolderMails` returns. @public */
export const MAX_FOLDER_MAILS = 100;

/** Reasons why an email was not, or may not have been, delivered. @public */
export const mailProblems = [
  'no_address',
  'bounced',
  'failed',
  'unknown',
] as const;

/** @public */
export type MailProblem = (typeof mailProblems)[number];

/** An email that was not delivered, or whose delivery is uncertain. @public */
export const undeliveredMail = z
  .strictObject({
    id: uuid,
    user_ref: z.string(),
    /**
     * `no_address`: the recipient has no known address. `bounced`: the server rejected the email.
     * `failed`: all attempts within two days failed. `unknown`: Callboard does not know whether the
     * server accepted the email, because the process stopped during an attempt or the server did
     * not respond to two attempts.
     */
    status: z.enum(mailProblems),
    email: z.string().nullable(),
    /** The server's response, at most 500 characters. */
    last_error: z.string().nullable(),
    updated_at: instant,
  })
  .meta({ id: 'UndeliveredMail' });

/** @public */
export type UndeliveredMail = z.output<typeof undeliveredMail>;

/** The state of email delivery. @public */
export const mailStatus = z
  .strictObject({
    /** `folder`: Callboard only writes emails to a folder. Null if email is not configured. */
    transport: z.enum(['smtp', 'folder']).nullable(),
    /** The time since which the server accepts no emails; null while it accepts emails. */
    failing_since: instant.nullable(),
    /** The time and the error of the server's last failure. */
    failed_at: instant.nullable(),
    last_error: z.string().nullable(),
    /** The number of queued emails, including those deferred by quiet hours. */
    waiting: z.int().min(0),
    /** The outcomes of emails in the last 24 hours. */
    last_day: z.strictObject({
      sent: z.int().min(0),
      /** Emails not sent because they had become obsolete. */
      skipped: z.int().min(0),
      no_address: z.int().min(0),
      bounced: z.int().min(0),
      failed: z.int().min(0),
      unknown: z.int().min(0),
    }),
    /** The latest undelivered emails, at most `MAX_UNDELIVERED_MAILS`. */
    undelivered: z.array(undeliveredMail),
  })
  .meta({ id: 'MailStatus' });

/** @public */
export type MailStatus = z.output<typeof mailStatus>;

/** An email in the folder to which Callboard writes emails. @public */
export const folderMail = z
  .strictObject({
    id: uuid,
    to: z.string(),
    subject: z.string(),
    date: instant,
  })
  .meta({ id: 'FolderMail' });

/** @public */
export type FolderMail = z.output<typeof folderMail>;

/** An email with its content. @public */
export const openedMail = folderMail
  .extend({
    from: z.string(),
    text: z.string(),
    /** A complete HTML page without scripts, for display in a sandbox. */
    html: z.string(),
    /** Unsubscribes this recipient from emails of this kind. */
    unsubscribe_url: z.string().nullable(),
  })
  .meta({ id: 'OpenedMail' });

/** @public */
export type OpenedMail = z.output<typeof openedMail>;

const { get } = createEndpointDefiners('System');
const access = { kind: 'superAdmin' } as const;

/** @public */
export const mailEndpoints = {
  getMailStatus: get('/admin/mail', {
    summary: 'Get the status of email delivery',
    access,
    permission: permissions.mail.read,
    response: mailStatus,
  }),
  listFolderMails: get('/admin/mail/folder', {
    summary: `List the latest ${MAX_FOLDER_MAILS} emails in the folder; 404 if emails are not written to a folder`,
    access,
    permission: permissions.mail.read,
    response: z.strictObject({ items: z.array(folderMail) }),
  }),
  getFolderMail: get('/admin/mail/folder/{id}', {
    summary: 'Get an email from the folder',
    access,
    permission: permissions.mail.read,
    response: openedMail,
  }),
};
