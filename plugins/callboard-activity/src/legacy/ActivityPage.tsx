import {
  LegacyPage,
  createLegacyTab,
} from '@callboard/plugin-callboard-react/legacy';
import { mineSubPage, workspaceSubPage } from '../subPages';

const tabs = [workspaceSubPage, mineSubPage].map(createLegacyTab);

/** The page Activity with its tabs. */
export function ActivityPage(props: { title?: string }) {
  return <LegacyPage title={props.title ?? 'Activity'} tabs={tabs} />;
}
