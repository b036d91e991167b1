import {
  LegacyPage,
  createLegacyTab,
} from '@callboard/plugin-callboard-react/legacy';
import { organisationSubPages } from '../organisation/organisationPage';

const tabs = organisationSubPages.map(createLegacyTab);

/** The page of the organisation with its tabs. */
export function OrganisationPage(props: { title?: string }) {
  return <LegacyPage title={props.title ?? 'Organisation'} tabs={tabs} />;
}
