/**
 * An analytics event of the portal, as both frontend systems emit it: they differ only in the
 * guaranteed keys of the context.
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
