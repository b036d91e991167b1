import {
  LegacyPage,
  createLegacyTab,
} from '@callboard/plugin-callboard-react/legacy';
import {
  departmentsSubPage,
  myProfileSubPage,
  peopleSubPage,
} from '../organisation/subPages';

const tabs = [departmentsSubPage, peopleSubPage, myProfileSubPage].map(
  createLegacyTab,
);

/** The page of the organisation with its tabs. */
export function OrganisationPage(props: { title?: string }) {
  return <LegacyPage title={props.title ?? 'Organisation'} tabs={tabs} />;
}
