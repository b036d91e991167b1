import { Link } from '@backstage/core-components';
import type { Timer } from '@callboard/plugin-callboard-common';
import {
  ResourcesProvider,
  useResource,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

function Identifier({ work_item }: Pick<Timer, 'work_item'>) {
  const resource = useResource('work_item', work_item.id);
  const { identifier, title } = work_item;
  return typeof resource === 'object' ? (
    <Link to={resource.url} title={title} color="inherit">
      {identifier}
    </Link>
  ) : (
    <span title={title}>{identifier}</span>
  );
}

/** The identifier of a timer's work item as a link. */
export function TimerLink({ work_item }: Pick<Timer, 'work_item'>) {
  const { id } = work_item;
  const mentions = useMemo(
    () => [{ entity_type: 'work_item', entity_id: id }],
    [id],
  );
  return (
    <ResourcesProvider rows={mentions}>
      <Identifier work_item={work_item} />
    </ResourcesProvider>
  );
}
