import { Mailbox, MailConfig, isMailAddress } from '../../kernel/mailConfig';
import { getKnownZone } from '../../database/zones';
import { MailPreferences, MailSource } from './MailSource';
import { Mails } from './Mails';
import { Digests } from './Digests';
import { MailRow } from './MailStore';
import { composeMail, MailContent } from './messages/composeMail';
import {
  DIGEST_ITEMS,
  composeDigestEmail,
} from './messages/composeDigestEmail';
import { composeDocumentEmail } from './messages/composeDocumentEmail';
import { MailLinks } from './messages/emailTexts';
import { composeNotificationEmail } from './messages/composeNotificationEmail';
import { OutgoingMail } from './transports/MailTransport';
import { UNSUBSCRIBE_PATH, UnsubscribeTokens } from './unsubscribing';
import { PeopleService } from '../../core/people/PeopleService';

/** An email whose content is not composed yet, with the workspace that it concerns. */
interface MailDraft {
  /** Called only if the recipient has an address. */
  composeContent: () => Promise<MailContent>;
  workspace_id?: string;
}

interface MailInputs {
  source: MailSource;
  preferences: MailPreferences;
  /** Aborted when the email must not be sent now. */
  signal: AbortSignal;
}

/** Writes an email right before it is sent, from current data. */
export class MailWriter {
  constructor(
    private readonly deps: {
      config: Pick<MailConfig, 'from' | 'replyTo'>;
      people: PeopleService;
      /**
       * Finds the address of a person on the staff list of a workspace. Absent without the
       * organisation feature.
       */
      findStaffAddress?(
        workspace_id: string,
        user_ref: string,
      ): Promise<string | undefined>;
      digests: Pick<Digests, 'readBackfill'>;
      tokens: UnsubscribeTokens;
      mails: Pick<Mails, 'documents'>;
      /** The URL of the portal, without a trailing slash. */
      portalUrl: string;
      preferencesUrl: MailLinks['preferencesUrl'];
      /** The URL of this plugin's API, without a trailing slash. */
      apiUrl: string;
    },
  ) {}

  /** @returns the email, or the reason to send none */
  async write(
    mail: MailRow,
    inputs: MailInputs,
  ): Promise<OutgoingMail | 'skipped' | 'no_address'> {
    const draft = await this.readDraft(mail, inputs);
    if (!draft) {
      return 'skipped';
    }
    const to = await this.findMailbox(mail.user_ref, draft.workspace_id);
    if (!to) {
      return 'no_address';
    }
    return composeMail(await draft.composeContent(), {
      id: mail.id,
      to,
      date: Date.parse(mail.created_at),
      config: this.deps.config,
    });
  }

  /**
   * Returns the address in the catalog. If that is missing or invalid, and the email concerns one
   * workspace, returns the address on the staff list of that workspace. Admins of a workspace edit
   * its staff list: they may set the address of a person whose address the catalog lacks, but not
   * redirect the emails of other people.
   *
   * @returns undefined without a valid address
   */
  private async findMailbox(
    user_ref: string,
    workspace_id: string | undefined,
  ): Promise<Mailbox | undefined> {
    const { people, findStaffAddress } = this.deps;
    const { display_name: name, email } = await people.get(user_ref);
    if (email !== null && isMailAddress(email)) {
      return { name, address: email };
    }
    const staffAddress =
      workspace_id === undefined
        ? undefined
        : await findStaffAddress?.(workspace_id, user_ref);
    return staffAddress !== undefined && isMailAddress(staffAddress)
      ? { name, address: staffAddress }
      : undefined;
  }

  private async readDraft(
    mail: MailRow,
    inputs: MailInputs,
  ): Promise<MailDraft | undefined> {
    const { user_ref, kind, about } = mail;
    const { source, preferences } = inputs;
    const timezone = getKnownZone(preferences.timezone);
    if (kind === 'notification') {
      const found = await source.findNotification(user_ref, about);
      return (
        found && {
          composeContent: async () =>
            composeNotificationEmail(found, {
              links: await this.createLinks(user_ref, found.type),
              timezone,
            }),
          workspace_id: found.workspace_id,
        }
      );
    }
    if (kind === 'document') {
      return this.readDocument(mail, inputs);
    }
    // The remaining kind is a digest: `about` is its period.
    const [since, until] = about.split('/');
    const { frequency } = preferences.digest;
    if (frequency === 'off') {
      return undefined;
    }
    const span = {
      since,
      until,
      ...(await this.deps.digests.readBackfill(user_ref, since)),
    };
    const found = await source.readDigest(user_ref, span, DIGEST_ITEMS);
    const composeContent = async () => {
      const links = await this.createLinks(user_ref, null);
      return composeDigestEmail(found, { links, timezone, frequency });
    };
    return found.total > 0 ? { composeContent } : undefined;
  }

  private async readDocument(
    { user_ref, about }: MailRow,
    { source, preferences, signal }: MailInputs,
  ): Promise<MailDraft | undefined> {
    const { documents } = this.deps.mails;
    if (!documents || !(await source.wantsEmail(user_ref, documents.type))) {
      return undefined;
    }
    const found = await documents.findDocument(user_ref, about);
    return (
      found && {
        composeContent: async () =>
          composeDocumentEmail(found, {
            file: await found.createFile(signal),
            links: await this.createLinks(user_ref, documents.type),
            label: source.getTypeLabel(documents.type),
            timezone: preferences.timezone,
          }),
        workspace_id: found.workspace_id,
      }
    );
  }

  private async createLinks(
    user_ref: string,
    type: string | null,
  ): Promise<MailLinks> {
    const { tokens, apiUrl, portalUrl, preferencesUrl } = this.deps;
    const token = await tokens.create({ user_ref, type });
    return {
      portalUrl,
      unsubscribeUrl: `${apiUrl}${UNSUBSCRIBE_PATH}?token=${token}`,
      preferencesUrl,
    };
  }
}
