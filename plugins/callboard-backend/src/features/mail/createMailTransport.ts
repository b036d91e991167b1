import { readFileSync } from 'fs';
import { resolve } from 'path';
import { MailConfig } from '../../mailConfig';
import { FolderTransport } from './transports/FolderTransport';
import { MailTransport } from './transports/MailTransport';
import { SmtpTransport } from './transports/SmtpTransport';

/**
 * Creates the configured transport: a server takes precedence over a folder.
 *
 * @returns undefined if none is configured
 * @throws Error when the certificates cannot be read
 */
export function createMailTransport({
  smtp,
  folder,
}: Pick<MailConfig, 'smtp' | 'folder'>): MailTransport | undefined {
  if (smtp) {
    const { caFile, ...server } = smtp;
    const ca = caFile === undefined ? undefined : readFileSync(caFile, 'utf8');
    return new SmtpTransport({ ...server, ca });
  }
  return folder === undefined
    ? undefined
    : new FolderTransport(resolve(folder));
}
