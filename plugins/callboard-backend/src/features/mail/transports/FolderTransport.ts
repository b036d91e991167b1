import { mkdir, rename, writeFile } from 'fs/promises';
import { join } from 'path';
import { MailFailure } from './MailFailure';
import { Handover, MailTransport, OutgoingMail } from './MailTransport';

/** Writes emails to a folder; a repeated email overwrites itself. */
export class FolderTransport implements MailTransport {
  constructor(private readonly folder: string) {}

  async send(
    { id, message }: OutgoingMail,
    { begin }: Handover,
  ): Promise<void> {
    const file = join(this.folder, `${id}.eml`);
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(`${file}.part`, message);
    } catch (error) {
      throw new MailFailure('server', String(error));
    }
    await begin();
    await rename(`${file}.part`, file);
  }

  close(): void {}
}
