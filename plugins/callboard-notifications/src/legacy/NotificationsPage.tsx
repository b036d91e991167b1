import {
  LegacyPage,
  createLegacyTab,
} from '@callboard/plugin-callboard-react/legacy';
import { inboxSubPage, preferencesSubPage } from '../subPages';

const tabs = [inboxSubPage, preferencesSubPage].map(createLegacyTab);

/** The page Notifications with its tabs. */
export function NotificationsPage(props: { title?: string }) {
  return <LegacyPage title={props.title ?? 'Notifications'} tabs={tabs} />;
}
