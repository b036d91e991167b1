import { JiraFields } from './JiraFields';
import { JiraPeople } from './JiraPeople';

/** Data that an issue does not contain. */
export interface IssueContext {
  /** The entity of the issue's project. */
  entity_ref: string;
  people: JiraPeople;
  fields: JiraFields;
  /** The address of the instance for browsers. */
  webUrl: string;
}

/** The id and address of the issue, for a report of a problem with it. */
export function toProblem(
  { id, key }: { id: string; key: string },
  { webUrl }: { webUrl: string },
): { external_id: string; url: string } {
  return { external_id: id, url: getIssueUrl(webUrl, key) };
}

/** The address of an issue for browsers. */
export function getIssueUrl(webUrl: string, key: string): string {
  return `${webUrl}/browse/${key}`;
}
