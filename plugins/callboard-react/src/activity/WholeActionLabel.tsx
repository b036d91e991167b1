import { endpoints, type Activity } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '../query/useCallboardQuery';
import { ActionLabel } from './ActionLabel';

function ActionOfBatch(props: {
  workspace: string;
  activity: Activity;
  batchId: string;
}) {
  const { workspace, activity, batchId } = props;
  const { data } = useCallboardQuery(
    endpoints.listWorkspaceActivity,
    {
      query: {
        workspace,
        batch_id: batchId,
        details: false,
        limit: 1,
        total: false,
      },
    },
    { staleTime: Infinity },
  );
  return <ActionLabel activity={data?.activities[0] ?? activity} />;
}

/**
 * The action of an activity entry. For a detail of a bulk change, it shows the action of the whole
 * change: the history of a person should say that an import created them.
 */
export function WholeActionLabel(props: {
  workspace: string;
  activity: Activity;
}) {
  const { workspace, activity } = props;
  return activity.batch_id ? (
    <ActionOfBatch
      workspace={workspace}
      activity={activity}
      batchId={activity.batch_id}
    />
  ) : (
    <ActionLabel activity={activity} />
  );
}
