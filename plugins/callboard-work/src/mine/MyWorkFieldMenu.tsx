import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useChangeLabels } from '../data/useChangeLabels';
import { useWorkActions } from '../data/useWorkActions';
import { WorkProjectProvider } from '../data/WorkProjectProvider';
import { FieldMenu } from '../pickers/FieldMenu';
import type { ItemField } from '../pickers/ItemField';

/** The edited field of an item, and the anchor of its menu. */
export interface EditedField {
  item: WorkItem;
  field: ItemField;
  anchor: Element;
}

function Menu(props: { edited: EditedField; onClose: () => void }) {
  const { item, field, anchor } = props.edited;
  const { change } = useWorkActions();
  const getChangeLabels = useChangeLabels();
  return (
    <FieldMenu
      field={field}
      anchor={anchor}
      values={item}
      onChange={patch => change(item, patch, getChangeLabels(item, patch))}
      onClose={props.onClose}
    />
  );
}

/** Sets a field of an item to a value of its project. */
export function MyWorkFieldMenu(props: {
  workspace: OwnWorkspace;
  edited: EditedField;
  onClose: () => void;
}) {
  const { workspace, edited } = props;
  const pid = edited.item.project_id;
  const { data: project } = useCallboardQuery(endpoints.getProject, {
    params: { slug: workspace.slug, pid },
  });
  return project ? (
    <WorkProjectProvider
      key={pid}
      workspace={workspace}
      project={project}
      loading={<></>}
    >
      <Menu
        key={`${edited.item.id} ${edited.field}`}
        edited={edited}
        onClose={props.onClose}
      />
    </WorkProjectProvider>
  ) : null;
}
