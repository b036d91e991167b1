import { NotFoundError } from '@backstage/errors';
import {
  FolderMail,
  MAX_FOLDER_MAILS,
  OpenedMail,
} from '@callboard/plugin-callboard-common';
import { readdir, readFile, unlink } from 'fs/promises';
import { AddressObject, ParsedMail, simpleParser } from 'mailparser';
import { join } from 'path';

const MAX_STORED = 10_000;

/** Matches the name of an email's file: the id of the email, which begins with a time. */
const FILE_NAME = /^([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\.eml$/;

export class MailFolder {
  constructor(
    /** Undefined if emails are not written to a folder. */
    private readonly folder: string | undefined,
  ) {}

  /**
   * Lists the newest emails, at most `MAX_FOLDER_MAILS`.
   *
   * @throws NotFoundError if emails are not written to a folder
   */
  async list(): Promise<FolderMail[]> {
    const latest = (await this.listIds()).slice(0, MAX_FOLDER_MAILS);
    return Promise.all(
      latest.map(async id => toFolderMail(id, await this.parse(id))),
    );
  }

  /** Deletes emails that are older than the newest `maxCount`. Does nothing without a folder. */
  async prune(maxCount = MAX_STORED): Promise<void> {
    if (this.folder === undefined) {
      return;
    }
    for (const id of (await this.listIds()).slice(maxCount)) {
      await unlink(join(this.folder, `${id}.eml`)).catch(
        ignoreMissing(undefined),
      );
    }
  }

  /** Lists the ids of all emails, newest first. */
  private async listIds(): Promise<string[]> {
    const files = await readdir(this.requirePath()).catch(ignoreMissing([]));
    return files
      .flatMap(file => FILE_NAME.exec(file)?.[1] ?? [])
      .sort()
      .reverse();
  }

  /** @throws NotFoundError when the email does not exist */
  async open(id: string): Promise<OpenedMail> {
    const mail = await this.parse(id);
    return {
      ...toFolderMail(id, mail),
      from: formatAddresses(mail.from),
      text: mail.text ?? '',
      html: mail.html || '',
      unsubscribe_url: getUnsubscribeUrl(mail),
    };
  }

  private async parse(id: string): Promise<ParsedMail> {
    const file = join(this.requirePath(), `${id}.eml`);
    const source = await readFile(file).catch(ignoreMissing(undefined));
    if (!source) {
      throw new NotFoundError(`Email ${id} not found`);
    }
    return simpleParser(source, { skipTextLinks: true });
  }

  private requirePath(): string {
    if (this.folder === undefined) {
      throw new NotFoundError('Emails are not written to a folder');
    }
    return this.folder;
  }
}

function toFolderMail(id: string, mail: ParsedMail): FolderMail {
  return {
    id,
    to: formatAddresses(mail.to),
    subject: mail.subject ?? '',
    date: (mail.date ?? new Date(0)).toISOString(),
  };
}

function formatAddresses(header?: AddressObject | AddressObject[]): string {
  return [header ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
}

function getUnsubscribeUrl(mail: ParsedMail): string | null {
  const list = mail.headers.get('list') as
    | { unsubscribe?: { url?: string } }
    | undefined;
  return list?.unsubscribe?.url ?? null;
}

/** Creates an error handler that returns a default for a missing file or folder. */
function ignoreMissing<Value>(empty: Value) {
  return (error: NodeJS.ErrnoException): Value => {
    if (error.code === 'ENOENT') {
      return empty;
    }
    throw error;
  };
}
