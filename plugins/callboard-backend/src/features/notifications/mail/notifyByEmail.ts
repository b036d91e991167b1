import { Core } from '../../../core/Core';
import { MailServices } from '../../mail/addMail';
import { SentRecipient } from '../../mail/DigestBackfill';
import { Preferences } from '../preferences/Preferences';
import { NotificationRecipient } from '../dispatch/RecipientStore';
import { FanOut } from '../dispatch/FanOut';
import { NotificationMails } from './NotificationMails';

/**
 * Emails notifications to users who want that. A notification that is counted up was emailed
 * already.
 */
export function notifyByEmail(
  core: Core,
  { preferences, fanOut }: { preferences: Preferences; fanOut: FanOut },
  { mails, digests, digestBackfill }: MailServices,
): void {
  mails.readFrom(new NotificationMails({ ...core, preferences }));
  fanOut.onRecipients(async (tx, notificationEvent, recipients) => {
    if (!mails.isOn) {
      return;
    }
    const selected = recipients.filter(
      ({ is_new, channels }) => is_new && channels.email,
    );
    await mails.add(tx, selected.map(toSentRecipient));
    await digestBackfill.note(
      tx,
      recipients.map(toSentRecipient),
      notificationEvent.created_at,
    );
  });
  preferences.onSaved((tx, user_ref, selected) =>
    digests.plan(tx, user_ref, selected),
  );
}

function toSentRecipient({
  id,
  user_ref,
}: NotificationRecipient): SentRecipient {
  return { notification_id: id, user_ref };
}
