import { endpoints } from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { WorkProjectProvider } from '../data/WorkProjectProvider';
import { ItemDrawer } from '../drawer/ItemDrawer';
import type { ItemSequence } from '../drawer/ItemSequence';

/** The details of an item, in the project it is in. */
export function MyWorkDrawer(props: {
  workspace: OwnWorkspace;
  project: string;
  item: string;
  sequence: ItemSequence;
  onOpen: (id: string | undefined) => void;
}) {
  const { workspace, project: pid, item, sequence, onOpen } = props;
  const { data: project } = useCallboardQuery(endpoints.getProject, {
    params: { slug: workspace.slug, pid },
  });
  return project ? (
    <WorkProjectProvider workspace={workspace} project={project}>
      <ItemDrawer id={item} sequence={sequence} onOpen={onOpen} />
    </WorkProjectProvider>
  ) : null;
}
