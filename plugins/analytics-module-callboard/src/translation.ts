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
      tab: 'Activity capture',
      title: 'Activity capture',
      toggle: 'Record what I look at in this portal',
      on: 'Recording is on.',
      off: 'Recording is off. Nothing you look at is recorded.',
      offByAdmin:
        'Recording is turned off for everyone in this portal. There is nothing to decide here.',
      saving: 'Saving…',
      saved: 'Saved.',
      loadFailed:
        'Your choice could not be loaded. Nothing is recorded until it is known.',
      saveFailed: 'Your choice could not be saved, and nothing has changed.',
      retry: 'Try again',
      recordedTitle: 'What is recorded',
      recorded: {
        pages: 'The pages and catalog entities you open.',
        searches: 'What you search for.',
        clicks: 'The links and buttons you use.',
        who: 'With each of these: your name and the time, and your network address if the operators of this portal have turned that on.',
      },
      notRecordedTitle: 'What is not recorded',
      notRecorded: {
        content: 'What the pages show, and what you type outside of search.',
        outside: 'Anything outside this portal.',
        secrets: 'Passwords and access tokens in addresses: they are removed.',
      },
      readersTitle: 'Who can see it',
      readers:
        'You can always see what is stored about you. The administrators of your workspace can see it too, and whoever the operators of this portal have named for it.',
      effectTitle: 'When you turn it off',
      effect:
        'Recording stops at once, and what has not been sent yet is discarded. What is already stored stays. Changes you make, for example to a work item, are still part of the change history.',
    },
  },
});
