/**
 * An analytics event of the portal, as both frontend systems emit it: they
 * differ only in which keys the context is sure to have.
 *
 * @public
 */
export interface PortalEvent {
  action: string;
  subject: string;
  value?: number;
  attributes?: { [name in string]: string | boolean | number };
  context: { [name in string]: string | boolean | number | undefined };
}
