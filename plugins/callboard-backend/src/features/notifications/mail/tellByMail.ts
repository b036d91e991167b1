import { Core } from '../../../core/Core';
import { MailServices } from '../../mail/addMail';
import { ToldCopy } from '../../mail/Latecomers';
import { Preferences } from '../preferences/Preferences';
import { Copy } from '../telling/CopyStore';
import { FanOut } from '../telling/FanOut';
import { NotificationMails } from './NotificationMails';

/**
 * Has people mailed what they are told, if they want that. A notification that is
 * counted up is in the mailbox already.
 */
export function tellByMail(
  core: Core,
  { preferences, fanOut }: { preferences: Preferences; fanOut: FanOut },
  { mails, digests, latecomers }: MailServices,
): void {
  mails.readFrom(new NotificationMails({ ...core, preferences }));
  fanOut.onCopies(async (tx, notice, copies) => {
    if (!mails.isOn) {
      return;
    }
    const wanted = copies.filter(
      ({ is_new, channels }) => is_new && channels.email,
    );
    await mails.add(tx, wanted.map(toldCopyOf));
    await latecomers.note(tx, copies.map(toldCopyOf), notice.created_at);
  });
  preferences.onSaved((tx, user_ref, wanted) =>
    digests.plan(tx, user_ref, wanted),
  );
}

function toldCopyOf({ id, user_ref }: Copy): ToldCopy {
  return { notification_id: id, user_ref };
}
