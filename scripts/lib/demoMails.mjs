import { join } from 'node:path';
import { dataFolder } from './paths.mjs';

/**
 * A variable that `app-config.yaml` reads: emails go into a folder beside the data,
 * where the admin page shows them. Any other configuration overrides it. None in
 * production: emails are sent there, or not written at all.
 */
export function demoMails() {
  return process.env.NODE_ENV === 'production'
    ? {}
    : { CALLBOARD_MAIL_FOLDER: join(dataFolder, 'mails') };
}
