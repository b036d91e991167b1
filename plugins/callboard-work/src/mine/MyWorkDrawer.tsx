import { endpoints } from '@callboard/plugin-callboard-common';
import {
  statusOf,
  useCallboardQuery,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { WorkProjectProvider } from '../data/WorkProjectProvider';
import { DrawerFrame } from '../drawer/DrawerFrame';
import { ItemDrawer } from '../drawer/ItemDrawer';
import type { ItemSequence } from '../drawer/ItemSequence';
import { MissingItem } from '../drawer/MissingItem';

/** The details of an item, in the project it is in. */
export function MyWorkDrawer(props: {
  workspace: OwnWorkspace;
  project: string;
  item: string;
  sequence: ItemSequence;
  onOpen: (id: string | undefined) => void;
}) {
  const { workspace, project: pid, item, sequence, onOpen } = props;
  const { data: project, error } = useCallboardQuery(endpoints.getProject, {
    params: { slug: workspace.slug, pid },
  });
  const status = statusOf(error);
  // An id that cannot be one is refused rather than not found.
  if (status === 404 || status === 400) {
    const close = () => onOpen(undefined);
    return (
      <DrawerFrame open onClose={close}>
        <MissingItem onClose={close} />
      </DrawerFrame>
    );
  }
  return project ? (
    <WorkProjectProvider workspace={workspace} project={project}>
      <ItemDrawer id={item} sequence={sequence} onOpen={onOpen} />
    </WorkProjectProvider>
  ) : null;
}
