import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the pieces that Callboard's plugins share.
 *
 * @public
 */
export const callboardReactTranslationRef = createTranslationRef({
  id: 'callboard-react',
  messages: {
    noAccess: {
      title: 'You do not have access to this',
      whoCanGive: 'Who can give it: {{who}}',
      defaultWho: 'an admin of your Callboard workspace.',
    },
    error: {
      title: 'This could not be loaded',
      unreachable:
        'The server did not answer. Check your connection, then try again.',
      unavailable:
        'The server is not available right now. This usually passes within a minute.',
      unexpected: 'The server answered with an error.',
      safe: 'Nothing was changed or lost.',
      retry: 'Try again',
      details: 'Details',
    },
    loading: 'Loading',
  },
});
