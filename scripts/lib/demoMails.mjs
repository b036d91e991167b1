import { join } from 'node:path';
import { dataFolder } from './paths.mjs';

/**
 * Returns a variable for `app-config.yaml`: emails go into a folder next to the data, where the
 * admin page shows them. Any other configuration overrides it. None in production: emails are sent
 * there, or not written at all.
 */
export function createMailSettings() {
  return process.env.NODE_ENV === 'production'
    ? {}
    : { CALLBOARD_MAIL_FOLDER: join(dataFolder, 'mails') };
}
