import { ExactPath, PageBody } from '@callboard/plugin-callboard-react';
import { Preferences } from './Preferences';

/**
 * The page with the notification preferences.
 *
 * @public
 */
export function PreferencesPage() {
  return (
    <PageBody>
      <ExactPath>
        <Preferences />
      </ExactPath>
    </PageBody>
  );
}
