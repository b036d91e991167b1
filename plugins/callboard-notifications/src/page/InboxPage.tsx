import { OnlyHere, PageBody } from '@callboard/plugin-callboard-react';
import { Inbox } from './Inbox';

/**
 * The page with the person's notifications.
 *
 * @public
 */
export function InboxPage() {
  return (
    <PageBody>
      <OnlyHere>
        <Inbox />
      </OnlyHere>
    </PageBody>
  );
}
