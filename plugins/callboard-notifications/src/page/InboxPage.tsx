import { ExactPath, PageBody } from '@callboard/plugin-callboard-react';
import { Inbox } from './Inbox';

/**
 * The page with the person's notifications.
 *
 * @public
 */
export function InboxPage() {
  return (
    <PageBody>
      <ExactPath>
        <Inbox />
      </ExactPath>
    </PageBody>
  );
}
