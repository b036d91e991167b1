import { join } from 'node:path';
import { dataFolder } from './paths.mjs';

/**
 * Settings that have mails written into a folder beside the data, where the admin
 * page shows them. None in production: mails are sent there, or not written at all.
 */
export function demoMails() {
  return process.env.NODE_ENV === 'production'
    ? {}
    : {
        APP_CONFIG_callboard_mail_from: 'Callboard <callboard@lantern.example>',
        APP_CONFIG_callboard_mail_folder: join(dataFolder, 'mails'),
      };
}
