import { Core } from '../../../core/Core';
import { MailServices } from '../../mail/addMail';
import { Preferences } from '../preferences/Preferences';
import { FanOut } from '../telling/FanOut';
import { NotificationMails } from './NotificationMails';

/**
 * Has people mailed what they are told, if they want that. A notification that is
 * counted up is in the mailbox already.
 */
export function tellByMail(
  core: Core,
  { preferences, fanOut }: { preferences: Preferences; fanOut: FanOut },
  { mails, digests }: MailServices,
): void {
  mails.readFrom(new NotificationMails({ ...core, preferences }));
  fanOut.onCopies(async (tx, _notice, copies) => {
    const wanted = copies.filter(
      ({ is_new, channels }) => is_new && channels.email,
    );
    await mails.add(
      tx,
      wanted.map(({ id, user_ref }) => ({ notification_id: id, user_ref })),
    );
  });
  preferences.onSaved((tx, user_ref, wanted) =>
    digests.plan(tx, user_ref, wanted),
  );
}
