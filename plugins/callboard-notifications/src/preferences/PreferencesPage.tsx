import { OnlyHere, PageBody } from '@callboard/plugin-callboard-react';
import { Preferences } from './Preferences';

/**
 * The page with how one wants to be told.
 *
 * @public
 */
export function PreferencesPage() {
  return (
    <PageBody>
      <OnlyHere>
        <Preferences />
      </OnlyHere>
    </PageBody>
  );
}
