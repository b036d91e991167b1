import { useApiHolder } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  ErrorBoundary,
  LoadingState,
  workItemSectionsApiRef,
} from '@callboard/plugin-callboard-react';
import { Suspense } from 'react';
import { useWorkProject } from '../data/useWorkProject';

const skeleton = <LoadingState rows={2} rowHeight={32} />;

/** What other plugins of the portal have to say about an item. */
export function OtherSections(props: { item: WorkItem }) {
  const { item } = props;
  const { workspace, project } = useWorkProject();
  const found = useApiHolder().get(workItemSectionsApiRef);
  return (
    <>
      {found?.sections.map(({ name, Section }) => (
        <ErrorBoundary key={name} resetKey={item}>
          <Suspense fallback={skeleton}>
            <Section workspace={workspace} project={project} item={item} />
          </Suspense>
        </ErrorBoundary>
      ))}
    </>
  );
}
