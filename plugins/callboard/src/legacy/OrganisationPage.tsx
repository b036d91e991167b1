import {
  LegacyPage,
  legacyTab,
} from '@callboard/plugin-callboard-react/legacy';
import {
  departmentsSubPage,
  myProfileSubPage,
  peopleSubPage,
} from '../organisation/subPages';

const tabs = [departmentsSubPage, peopleSubPage, myProfileSubPage].map(
  legacyTab,
);

/** The page of the organisation with its tabs. */
export function OrganisationPage(props: { title?: string }) {
  return <LegacyPage title={props.title ?? 'Organisation'} tabs={tabs} />;
}
