import { join } from 'node:path';
import { dataFolder } from './paths.mjs';

/**
 * Returns the environment variable with which `app-config.yaml` writes emails to a folder next to
 * the data. The admin page shows these emails. Other configuration files can override
 * `callboard.mail`. In production, returns no variable, so `app-config.yaml` writes no emails.
 */
export function createMailSettings() {
  return process.env.NODE_ENV === 'production'
    ? {}
    : { CALLBOARD_MAIL_FOLDER: join(dataFolder, 'mails') };
}
