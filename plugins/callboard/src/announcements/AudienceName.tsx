import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Announcement,
  AnnouncementAudience,
} from '@callboard/plugin-callboard-common';
import {
  EntityLink,
  useResource,
  type Mention,
} from '@callboard/plugin-callboard-react';
import { callboardAnnouncementsTranslationRef } from './announcementsTranslation';

/** The project or department whose people are the audience, if any. */
function getResource(to: AnnouncementAudience): Mention | undefined {
  if ('project_id' in to) {
    return { entity_type: 'project', entity_id: to.project_id };
  }
  return 'department_id' in to
    ? { entity_type: 'department', entity_id: to.department_id }
    : undefined;
}

/** The projects and departments in the audiences of announcements. */
export const listMentioned = (items: readonly Announcement[]): Mention[] =>
  items.flatMap(({ to }) => getResource(to) ?? []);

/** The name of an announcement's audience. */
export function AudienceName(props: { to: AnnouncementAudience }) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const { to } = props;
  const resource = getResource(to);
  const loadedResource = useResource(
    resource?.entity_type,
    resource?.entity_id,
  );
  if (!resource) {
    return (
      <>
        {'refs' in to
          ? t('to.refs', { count: to.refs.length })
          : t('to.everyone')}
      </>
    );
  }
  return (
    <EntityLink
      type={resource.entity_type}
      id={resource.entity_id}
      label={
        typeof loadedResource === 'object'
          ? loadedResource.title
          : t('project_id' in to ? 'to.project' : 'to.department')
      }
    />
  );
}
