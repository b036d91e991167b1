import { JiraInstanceConfig } from '../readJiraConfig';
import { getEventAddress } from './readEvent';

/** Whether an event is about a resource of an instance. */
export function isFromInstance(
  payload: unknown,
  { webUrl, apiUrl }: Pick<JiraInstanceConfig, 'webUrl' | 'apiUrl'>,
): boolean {
  const address = getEventAddress(payload) ?? '';
  return (
    URL.canParse(address) &&
    [webUrl, apiUrl].some(url => new URL(url).host === new URL(address).host)
  );
}
