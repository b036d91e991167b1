import { createFrontendFeatureLoader } from '@backstage/frontend-plugin-api';
import {
  isFeatureOn,
  type FeatureName,
} from '@callboard/plugin-callboard-common';
import callboardPlugin from './plugin';

type ExtensionId = Parameters<typeof callboardPlugin.getExtension>[0];

/**
 * Pairs of features and ids of extensions. The extensions are disabled unless at least one of the
 * features is on.
 */
const optionalExtensions: ReadonlyArray<[FeatureName[], string[]]> = [
  [
    ['organisation'],
    [
      'page:callboard/organisation',
      'sub-page:callboard/departments',
      'sub-page:callboard/people',
      'sub-page:callboard/me',
      'entity-card:callboard/user-organisation',
      'entity-card:callboard/group-organisation',
      'home-page-widget:callboard/my-team',
      'callboard-admin-block:callboard/departments',
      'callboard-admin-block:callboard/people',
    ],
  ],
  [['organisation', 'work'], ['entity-card:callboard/project-people']],
  [
    ['notifications'],
    [
      'sub-page:callboard/announcements',
      'callboard-admin-block:callboard/announcements',
    ],
  ],
  [
    ['webhooks'],
    ['sub-page:callboard/webhooks', 'callboard-admin-block:callboard/webhooks'],
  ],
  [
    ['mail'],
    ['sub-page:callboard/mail', 'callboard-admin-block:callboard/mail'],
  ],
  [
    ['assistants'],
    [
      'sub-page:callboard/assistants',
      'callboard-admin-block:callboard/assistants',
    ],
  ],
];

/** Loads the plugin, without the extensions of features that are off. @public */
export default createFrontendFeatureLoader({
  async loader({ config }) {
    const disabledIds = optionalExtensions.flatMap(([features, ids]) =>
      features.some(name => isFeatureOn(config, name)) ? [] : ids,
    );
    return [
      callboardPlugin.withOverrides({
        extensions: disabledIds.map(id =>
          // The plugin's type does not include the ids of the admin page's tabs.
          callboardPlugin
            .getExtension(id as ExtensionId)
            .override({ disabled: true }),
        ),
      }),
    ];
  },
});
