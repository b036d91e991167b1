import type { Activity } from '@callboard/plugin-callboard-common';
import {
  PageTitle,
  useActionPhrase,
  useEntityName,
} from '@callboard/plugin-callboard-react';

/** Names an open action in the title of the browser tab. */
export function ActivityTitle(props: { activity: Activity }) {
  const { activity } = props;
  const { user_name, user_id } = activity;
  const phrase = useActionPhrase()(activity);
  const name = useEntityName({
    type: activity.entity_type,
    id: activity.entity_id,
    label: activity.entity_label,
  });
  return (
    <PageTitle
      subject={[user_name || user_id, phrase.before, name, phrase.after]
        .filter(Boolean)
        .join(' ')}
    />
  );
}
