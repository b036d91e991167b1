import { join } from 'node:path';
import { dataFolder } from './paths.mjs';

/**
 * Returns the environment variable with which `app-config.yaml` writes emails to a folder next to the
 * data, where the admin page shows them. Other configuration files can override `callboard.mail`.
 * Returns no variable in production: emails are sent, or not written at all.
 */
export function createMailSettings() {
  return process.env.NODE_ENV === 'production'
    ? {}
    : { CALLBOARD_MAIL_FOLDER: join(dataFolder, 'mails') };
}
