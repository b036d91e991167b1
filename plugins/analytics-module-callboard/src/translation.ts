import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of this package.
 *
 * @public
 */
export const callboardCaptureTranslationRef = createTranslationRef({
  id: 'callboard-capture',
  messages: {
    settings: {
      title: 'Page view recording',
      toggle: 'Record my page views in this portal',
      on: 'Recording is on.',
      off: 'Recording is off. Nothing you view is recorded.',
      offByAdmin:
        'Recording is turned off for everyone in this portal. You do not need to change anything.',
      saving: 'Saving…',
      saved: 'Saved.',
      loadFailed:
        'Your choice could not be loaded. Nothing is recorded until it is loaded.',
      saveFailed: 'Your choice was not saved. Nothing was changed.',
      retry: 'Try again',
      recordedTitle: 'What is recorded',
      recorded: {
        pages: 'Pages and catalog entities you open.',
        searches: 'Your searches.',
        clicks: 'Links and buttons you click.',
        who: 'With each of these: your name and the time. Also your IP address, if the portal operator has turned that on.',
      },
      notRecordedTitle: 'What is not recorded',
      notRecorded: {
        content: 'The content of pages, and your input outside of search.',
        outside: 'Your activity outside this portal.',
        secrets: 'Passwords and access tokens in URLs. They are removed.',
      },
      readersTitle: 'Who can see it',
      readers:
        'You can always see what is stored about you. Workspace admins can see it too, and so can people whom the portal operator has given access to activity.',
      effectTitle: 'When you turn it off',
      effect:
        'Recording stops immediately, and activity that is not yet sent is discarded. Stored activity remains. Changes you make, for example to a work item, stay part of the change history.',
    },
  },
});
