import { LegacyPage } from '@callboard/plugin-callboard-react/legacy';
import { WorkItemPage } from '../item/WorkItemPage';

/** The page of a work item with its header. */
export function LegacyWorkItemPage(props: { title?: string }) {
  return (
    <LegacyPage title={props.title ?? 'Work'}>
      <WorkItemPage />
    </LegacyPage>
  );
}
