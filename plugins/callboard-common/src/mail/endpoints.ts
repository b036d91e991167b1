import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { instant, uuid } from '../contract/primitives';

/** Why somebody did not get a mail, or may not have got it. @public */
export const mailProblems = [
  'no_address',
  'bounced',
  'failed',
  'unknown',
] as const;

/** @public */
export type MailProblem = (typeof mailProblems)[number];

/** A mail that did not arrive, as far as is known. @public */
export const undeliveredMail = z
  .strictObject({
    id: uuid,
    user_ref: z.string(),
    /**
     * `no_address`: nobody knows where to send it. `bounced`: the server refuses
     * it. `failed`: it was tried for two days. `unknown`: the server may have taken
     * it: the process ended meanwhile, or twice there was no answer.
     */
    status: z.enum(mailProblems),
    email: z.string().nullable(),
    /** What the server said, at most 500 characters. */
    last_error: z.string().nullable(),
    updated_at: instant,
  })
  .meta({ id: 'UndeliveredMail' });

/** @public */
export type UndeliveredMail = z.output<typeof undeliveredMail>;

/** How sending mails is going. @public */
export const mailStatus = z
  .strictObject({
    /** Null where Callboard sends no mails. */
    transport: z.enum(['smtp', 'folder']).nullable(),
    /** Since when the server takes no mails; null while it does. */
    failing_since: instant.nullable(),
    /** When the server failed last, and what it said. */
    failed_at: instant.nullable(),
    last_error: z.string().nullable(),
    /** How many mails are to be sent, those of quiet hours included. */
    waiting: z.int().min(0),
    /** What became of mails in the last 24 hours. */
    last_day: z.strictObject({
      sent: z.int().min(0),
      /** There was nothing to tell any more. */
      skipped: z.int().min(0),
      no_address: z.int().min(0),
      bounced: z.int().min(0),
      failed: z.int().min(0),
      unknown: z.int().min(0),
    }),
    /** The latest that did not arrive, at most 20. */
    undelivered: z.array(undeliveredMail),
  })
  .meta({ id: 'MailStatus' });

/** @public */
export type MailStatus = z.output<typeof mailStatus>;

/** A mail in the folder that mails are written into. @public */
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

/** The same, opened. @public */
export const openedMail = folderMail
  .extend({
    from: z.string(),
    text: z.string(),
    /** A whole page of HTML without scripts, to be shown in a sandbox. */
    html: z.string(),
    /** Ends mails of this kind to this person. */
    unsubscribe_url: z.string().nullable(),
  })
  .meta({ id: 'OpenedMail' });

/** @public */
export type OpenedMail = z.output<typeof openedMail>;

const tag = 'System';
const access = { kind: 'superAdmin' } as const;

/** @public */
export const mailEndpoints = {
  getMailStatus: defineEndpoint({
    method: 'GET',
    path: '/admin/mail',
    tag,
    summary: 'How sending mails is going',
    access,
    response: mailStatus,
  }),
  listFolderMails: defineEndpoint({
    method: 'GET',
    path: '/admin/mail/folder',
    tag,
    summary:
      'List the latest 100 mails that were written into a folder; 404 where mails are not',
    access,
    response: z.strictObject({ items: z.array(folderMail) }),
  }),
  getFolderMail: defineEndpoint({
    method: 'GET',
    path: '/admin/mail/folder/{id}',
    tag,
    summary: 'Open one of them',
    access,
    params: z.strictObject({ id: uuid }),
    response: openedMail,
  }),
};
